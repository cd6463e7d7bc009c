import { Controller, Param } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';
import { inOrderOf, writeNumber } from '#web/written.js';

import { closeRoundPage, recordSlipPage, seeMeeting, slipsPage } from '../../addresses.js';
import { slipsOfRound, type MemberAsked } from './slips-of-round.js';

const template = pageTemplate(import.meta.url, 'slips.njk');
const allWords = loadWords(import.meta.url, 'slips');

/** The pile of slips: whose is to come, and whose is recorded; by name, for whoever holds one in their hand. */
@Controller()
export class SlipsPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(slipsPage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('round') round: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const slips = await slipsOfRound(this.service, who, round);
    const { begun, stopped } = slips.round;
    const people = await namesOfPeople(this.service, who, begun.members);
    const inOrder = inOrderOf(language);
    const byName = [...slips.members].sort((a, b) => inOrder(people(a.member), people(b.member)));
    const withoutAnswer = { heading: 'without', members: byName.filter(({ answer }) => answer === 'none') };
    const withAnswer = { heading: 'with', members: byName.filter(({ answer }) => answer !== 'none') };
    const heading = words('heading', { number: begun.number });
    const view = {
      title: heading,
      backLink: seeMeeting.to({ language, sitting: begun.sitting }),
      heading,
      explanation: words(stopped === undefined ? 'explanation' : 'round-closed'),
      groups: [withoutAnswer, withAnswer]
        .filter(({ members }) => members.length > 0)
        .map(({ heading: key, members }) => ({
          heading: words(key, { n: writeNumber(language, members.length) }),
          members: members.map((asked) => ({
            name: people(asked.member),
            state: stateWords(asked, words),
            record:
              stopped === undefined && isRecordable(asked)
                ? {
                    text: words(asked.answer === 'none' ? 'record' : 'record-again'),
                    href: recordSlipPage.to({ language, round, member: asked.member }),
                  }
                : null,
          })),
        })),
      close: stopped === undefined ? { text: words('close'), href: closeRoundPage.to({ language, round }) } : null,
    };
    return htmlReply(template, view, page);
  }
}

const isRecordable = ({ answer, unread, came, mayChoose }: MemberAsked): boolean =>
  answer !== 'own' && unread === 0 && came && mayChoose;

function stateWords({ answer, unread, came, mayChoose }: MemberAsked, words: Words): string {
  if (answer !== 'none') return words(`answer-${answer}`);
  if (!came) return words('did-not-come');
  if (!mayChoose) return words('may-choose-nothing');
  return unread === 0 ? words('answer-none') : words('not-heard', { n: unread });
}
