import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import { holdsText, openWords } from '#service-kit/unlocking/sealed-words.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { EntryKept, EntryParts, EntrySeen, Register } from './register.js';

/** The newest first. An organisation that has thousands has other worries than a second page. */
export class SeeEntries<Parts extends EntryParts> extends Query<readonly EntrySeen<Parts>[]> {
  constructor(
    readonly register: Register<Parts>,
    readonly who: SomeoneAsking,
    readonly state: Parts['state'],
    /** Stands in one of their texts. */
    readonly text: string,
  ) {
    super();
  }
}

export class SeeEntry<Parts extends EntryParts> extends Query<EntrySeen<Parts> | Refusal> {
  constructor(
    readonly register: Register<Parts>,
    readonly who: SomeoneAsking,
    readonly entry: string,
  ) {
    super();
  }
}

@QueryHandler(SeeEntries)
export class SeeEntriesHandler implements IQueryHandler<SeeEntries<EntryParts>> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute<Parts extends EntryParts>(asked: SeeEntries<Parts>): Promise<readonly EntrySeen<Parts>[]> {
    const { register, who, state, text } = asked;
    const { organisation } = who;
    const now = this.service.clock.now();
    const found: EntryKept<Parts>[] = [];
    const query = { index: 'byOrganisation', equals: { organisation }, order: 'descending' } as const;
    for await (const entry of this.service.views.stream(register.entries, query)) {
      if (register.isIn(state, entry.facts, now)) found.push(entry);
    }
    const seen = await opened(this.service, register, who, found);
    return seen.filter(({ words }) => holdsText(text.trim(), words));
  }
}

@QueryHandler(SeeEntry)
export class SeeEntryHandler implements IQueryHandler<SeeEntry<EntryParts>> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute<Parts extends EntryParts>(asked: SeeEntry<Parts>): Promise<EntrySeen<Parts> | Refusal> {
    const { register, who, entry } = asked;
    const found = await this.service.views.get(register.entries, entry);
    const theirs = found?.organisation === who.organisation ? [found] : [];
    const [seen] = await opened(this.service, register, who, theirs);
    return seen ?? register.notFound;
  }
}

async function opened<Parts extends EntryParts>(
  service: ServiceRuntime,
  { streamOf, clockOf }: Register<Parts>,
  who: SomeoneAsking,
  found: readonly EntryKept<Parts>[],
): Promise<readonly EntrySeen<Parts>[]> {
  const words = await openWords<Parts['words']>(
    service,
    who,
    found.map((each) => ({ owner: streamOf(each.id), words: each.words })),
  );
  const now = service.clock.now();
  return found.map(({ id, version, by, facts }, at) => ({
    ...{ id, version, by, facts },
    ...clockOf(facts, now),
    words: words[at] ?? null,
  }));
}
