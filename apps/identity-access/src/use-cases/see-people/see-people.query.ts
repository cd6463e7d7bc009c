import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { HeldRole } from '#contracts/shared/shapes.js';
import { UnknownCursor } from '#projections/range.js';
import { holdsText } from '#service-kit/unlocking/sealed-words.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';
import { inOrderOf } from '#web/written.js';

import { peopleNamed, type PersonNamed } from '../../people-named.js';
import type { AccountState, PeopleAsked } from './asked-people.js';

export interface PersonSeen {
  readonly person: string;
  readonly roles: readonly HeldRole[];
  readonly account: AccountState;
  /** Null when it can no longer be read. */
  readonly name: string | null;
}

export interface PeopleSeen {
  readonly items: readonly PersonSeen[];
  /** Of all pages. */
  readonly found: number;
  readonly next: string | null;
}

/** By name, in the order of a language. */
export class SeePeople extends Query<PeopleSeen> {
  constructor(
    readonly reader: { readonly person: string; readonly organisation: string },
    readonly language: Language,
    readonly asked: PeopleAsked,
  ) {
    super();
  }
}

const onAPage = 50;

@QueryHandler(SeePeople)
export class SeePeopleHandler implements IQueryHandler<SeePeople> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ reader, language, asked }: SeePeople): Promise<PeopleSeen> {
    const all = (await peopleNamed(this.service, reader)).map(seenOf).sort(byName(language));
    const start = asked.after === undefined ? 0 : all.findIndex(({ person }) => person === asked.after) + 1;
    if (asked.after !== undefined && start === 0) throw new UnknownCursor(asked.after);
    const found = all.filter((person) => isAsked(person, asked));
    const left = all.slice(start).filter((person) => isAsked(person, asked));
    const items = left.slice(0, onAPage);
    return { items, found: found.length, next: left.length > onAPage ? (items.at(-1)?.person ?? null) : null };
  }
}

const seenOf = ({ id, roles, isCalled, isActive, hasSignInName }: PersonNamed): PersonSeen => ({
  ...{ person: id, roles, name: isCalled },
  account: isActive ? (hasSignInName ? 'used' : 'invited') : 'closed',
});

/** Whose name is erased comes last; two of one name stay in one order, or a page would miss one of them. */
const byName = (language: Language) => {
  const inOrder = inOrderOf(language);
  return (a: PersonSeen, b: PersonSeen): number =>
    Number(a.name === null) - Number(b.name === null) ||
    inOrder(a.name ?? '', b.name ?? '') ||
    (a.person < b.person ? -1 : 1);
};

const isAsked = ({ name, roles, account }: PersonSeen, asked: PeopleAsked): boolean =>
  holdsText(asked.text, { name }) &&
  (asked.role === undefined || roles.some(({ role }) => role === asked.role)) &&
  (asked.account === undefined || account === asked.account);
