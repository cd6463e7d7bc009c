import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import { seeStories, seeVerifications } from '#contracts/story-submission/addresses.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';

import { checkStoryPage, verificationPage } from '../../addresses.js';
import type { VerificationDocument } from '../../read-models/verifications/verifications.js';
import {
  programmesCheckedBy,
  SeeVerifications,
  toCheckBy,
  type CheckListed,
  type ChecksFound,
} from './see-verifications.query.js';

const template = pageTemplate(import.meta.url, 'see-verifications.njk');
const words = loadWords(import.meta.url, 'see-verifications');
const onAPage = 25;

/** What is mine to check; for evaluators also what is to be checked in a programme, and how far that has come. */
@Controller()
export class SeeVerificationsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeVerifications)
  @AllowSignedIn()
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    const designs = await programmesCheckedBy(this.service, who);
    const asked = typeof query['programme'] === 'string' && query['programme'] !== '' ? query['programme'] : undefined;
    const design = designs.find(({ id }) => id === (asked ?? designs[0]?.id));
    if (design === undefined && asked !== undefined) {
      return throwRefusal(refuse('story-programme-unknown', 'programme'));
    }
    const after = typeof query['after'] === 'string' ? query['after'] : undefined;
    const asking = { after, limit: onAPage };
    const found =
      design === undefined
        ? undefined
        : await this.queries.execute(new SeeVerifications(who.organisation, design.id, asking));
    const verifiers = (found?.items ?? []).flatMap(({ verifier }) => (verifier === null ? [] : [verifier]));
    const people = await namesOfPeople(this.service, who, verifiers);
    const mine = await toCheckBy(this.service, who);
    return htmlReply(
      template,
      view({ designs, design, found, isFurtherOn: after !== undefined, mine, people }, words[page.language]),
      page,
    );
  }
}

interface Shown {
  readonly designs: readonly ProgrammeDesign[];
  readonly design: ProgrammeDesign | undefined;
  readonly found: ChecksFound | undefined;
  readonly isFurtherOn: boolean;
  readonly mine: readonly VerificationDocument[];
  readonly people: (person: string) => string;
}

function view({ designs, design, found, isFurtherOn, mine, people }: Shown, words: Words) {
  const { language } = words;
  return {
    title: words('heading'),
    heading: words('heading'),
    explanation: words('explanation'),
    mineHeading: words('mine'),
    mine: mine.map(({ id: story, check }) => ({
      text: check.assigned.reference,
      href: checkStoryPage.to({ language, story }),
    })),
    mineEmpty: words('mine-empty'),
    programme:
      design === undefined || found === undefined
        ? null
        : {
            heading: design.name[language],
            cover: words('cover', { verified: found.cover.verified, chosen: found.cover.chosen }),
            coverMeans: words('cover-means'),
            table: found.items.length === 0 ? null : checksTable(found.items, design, people, words),
            empty: words('empty'),
            start: isFurtherOn
              ? { text: words('start'), href: seeVerifications.to({ language }, { programme: design.id }) }
              : null,
            more:
              found.next === undefined
                ? null
                : {
                    text: words('more'),
                    href: seeVerifications.to({ language }, { programme: design.id, after: found.next }),
                  },
            stories: { text: words('stories'), href: seeStories.to({ language }, { programme: design.id }) },
          },
    action: seeVerifications.to({ language }),
    select:
      designs.length < 2
        ? null
        : macroParams({
            id: 'programme',
            name: 'programme',
            label: { text: words('programme') },
            items: designs.map(({ id, name }) => ({ value: id, text: name[language], selected: id === design?.id })),
          }),
    show: words('show'),
  };
}

function checksTable(
  items: ChecksFound['items'],
  design: ProgrammeDesign,
  people: (person: string) => string,
  words: Words,
) {
  const { language } = words;
  return macroParams({
    caption: words('caption'),
    firstCellIsHeader: true,
    responsive: true,
    head: ['story', 'period', 'chosen-at', 'state', 'verifier', 'finding'].map((key) => ({ text: words(key) })),
    rows: items.map(({ story, reference, period, level, state, verifier, ...check }) => [
      { text: reference, href: verificationPage.to({ language, story }) },
      ...[
        design.periods.find(({ id }) => id === period)?.name[language] ?? period,
        level === null ? words('picked') : words('level', { level }),
        words(check.isTakenBack ? 'state-taken-back' : `state-${state}`),
        verifier === null ? words('nobody') : people(verifier),
        findingSaid(check, words),
      ].map((text) => ({ text })),
    ]),
  });
}

/** What was found, and what became of it: a finding is about the words that were checked. */
function findingSaid(
  { finding, isChangedSince }: Pick<CheckListed, 'finding' | 'isChangedSince'>,
  words: Words,
): string {
  if (finding === null) return words('no-finding');
  if (finding === 'corrected') return words(isChangedSince === true ? 'corrected-since' : 'corrected-not-yet');
  const said = words(`finding-${finding}`);
  return isChangedSince === true ? words('of-earlier-version', { finding: said }) : said;
}
