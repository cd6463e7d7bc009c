import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { HeldRole } from '#contracts/shared/shapes.js';
import { knownProgrammes, type KnownProgramme } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { nameOfLanguage } from '#web/language.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';

import {
  changeRolesPage,
  endAccountPage,
  endSessionsPage,
  invitePersonPage,
  makeLinkPage,
  seePeople,
  seePersonPage,
} from '../../addresses.js';
import { SeePerson } from './see-person.query.js';

const template = pageTemplate(import.meta.url, 'see-person.njk');
const allWords = loadWords(import.meta.url, 'see-person');

const outcomes = [
  'roles-changed',
  'sessions-ended',
  'own-sessions-ended',
  'account-ended',
  'account-opened',
  'invited',
  'taken-back',
] as const;

@Controller()
export class SeePersonPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seePersonPage)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('person') person: string,
    @Query('done') done: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const seen = orThrow(await this.queries.execute(new SeePerson(who, person)));
    const row = (key: string, text: string) => ({ key: { text: words(key) }, value: { text } });
    const { documents } = await this.service.views.find(knownProgrammes, {
      index: 'byOrganisation',
      equals: { organisation: who.organisation },
    });
    const told = outcomes.find((outcome) => outcome === done);
    const view = {
      title: words('heading'),
      backLink: seePeople.to({ language }),
      heading: seen.name ?? words('erased'),
      rows: macroParams({
        rows: [
          row(
            'account',
            words(seen.isActive ? (seen.hasSignInName ? 'account-used' : 'account-invited') : 'account-closed'),
          ),
          ...(seen.invitation === null ? [] : [row('invitation', words(`invitation-${seen.invitation.state}`))]),
          row('language', nameOfLanguage[seen.language]),
          row('roles', seen.roles.map((held) => roleInWords(held, documents, words)).join('; ')),
        ],
      }),
      done:
        told === undefined ? null : macroParams({ type: 'success', titleText: words('success'), text: words(told) }),
      links: [
        ...(seen.isActive
          ? [
              { text: words('change-roles'), href: changeRolesPage.to({ language, person }) },
              ...(seen.hasSignInName
                ? []
                : [{ text: words('invite'), href: invitePersonPage.to({ language, person }) }]),
              { text: words('make-link'), href: makeLinkPage.to({ language, person }) },
              { text: words('end-sessions'), href: endSessionsPage.to({ language, person }) },
            ]
          : []),
        { text: words(seen.isActive ? 'end-account' : 'open-account'), href: endAccountPage.to({ language, person }) },
      ],
    };
    return htmlReply(template, view, page);
  }
}

function roleInWords(
  { role, programme, panel }: HeldRole,
  programmes: readonly KnownProgramme[],
  words: Words,
): string {
  const name = words(`role-${role}`);
  if (programme === undefined) return name;
  const design = programmes.find(({ id }) => id === programme)?.design;
  const where = design?.name[words.language] ?? programme;
  if (panel === undefined) return words('role-in-programme', { role: name, programme: where });
  const panelName = design?.panels.find(({ id }) => id === panel)?.name[words.language] ?? panel;
  return words('role-in-panel', { role: name, programme: where, panel: panelName });
}
