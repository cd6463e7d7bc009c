import { Controller, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';
import { writeList, writeNumber } from '#web/written.js';

import { seeMeeting, seeRoundPage } from '../../addresses.js';
import type { BallotPublished } from '../../domain/round/answer.js';
import { progressOf } from '../../domain/sitting/next-step.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { readerOn } from '../../reading-meetings/opened-texts.js';
import { titled, titleWithin } from '../../reading-meetings/titled-stories.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { meetingWords } from '../../showing-meetings/meeting-for.js';
import { leadingWords } from '../../showing-meetings/rounds.view.js';
import { SeeRound } from './see-round.query.js';

const template = pageTemplate(import.meta.url, 'see-round.njk');
const allWords = loadWords(import.meta.url, 'see-round');

/** A closed round, so that everybody of the panel can count it again. */
@Controller()
export class SeeRoundPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeRoundPage)
  @Allow('facilitator', 'panel-member')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('round') id: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const round = orThrow(await this.queries.execute(new SeeRound(who, id)));
    const { begun, counted } = round;
    const { state } = await sittingFor(this.service, who, begun.sitting);
    const people = await namesOfPeople(this.service, who, [...begun.members, begun.facilitator]);
    const named = state.stories.filter(({ story }) => begun.stories.includes(story));
    const titles = new Map(
      (await titled(this.service, readerOn(state.opened, who), named)).map((each) => [
        each.story,
        titleWithin(each, words),
      ]),
    );
    const title = (story: string): string => titles.get(story) ?? story;
    const heading = words('heading', { number: begun.number });
    const view = {
      title: heading,
      backLink: seeMeeting.to({ language, sitting: begun.sitting }),
      heading,
      isOpen: counted === undefined ? openWords(progressOf(round, state), words) : '',
      leading: counted === undefined ? '' : leadingWords(counted.result, title, meetingWords[language]),
      secrecy: counted !== undefined && begun.secret ? words('secret') : '',
      answered: counted === undefined ? '' : words('answered', { ...pick(counted.result) }),
      recordedBy:
        counted?.counts === null || counted === undefined
          ? ''
          : words('recorded-by', { name: people(counted.counts.recordedBy) }),
      movement: (counted?.result.movement ?? []).map(({ from, to, members }) =>
        words('movement', { n: members, from: title(from), to: title(to) }),
      ),
      movementHeading: words('movement-heading'),
      ballots:
        counted === undefined || counted.ballots.length === 0
          ? null
          : macroParams({
              caption: words(begun.secret ? 'ballots-secret' : 'ballots'),
              captionClasses: 'nhsuk-table__caption--m',
              head: [...(begun.secret ? [] : [{ text: words('member') }]), { text: words('answer') }],
              firstCellIsHeader: !begun.secret,
              rows: counted.ballots.map((ballot) => [
                ...(ballot.member === null ? [] : [{ text: people(ballot.member) }]),
                { text: withRecorder(ballot, people, answerWords(ballot, title, words), words) },
              ]),
            }),
      toMeeting: { text: words('to-meeting'), href: seeMeeting.to({ language, sitting: begun.sitting }) },
    };
    return htmlReply(template, view, page);
  }
}

const pick = ({ answered, entitled, abstained }: { answered: number; entitled: number; abstained: number }) => ({
  answered,
  entitled,
  abstained,
});

const openWords = ({ answered, entitled }: ReturnType<typeof progressOf>, words: Words): string =>
  words('is-open', { answered, entitled });

function answerWords(ballot: BallotPublished, title: (story: string) => string, words: Words): string {
  const said = answerSaid(ballot, title, words);
  const { skipped } = ballot;
  if (skipped.length === 0) return said;
  return `${said}. ${words('skipped', { titles: listed(skipped.map(title), words) })}`;
}

const withRecorder = (
  { recordedBy }: BallotPublished,
  people: (person: string) => string,
  answer: string,
  words: Words,
): string => (recordedBy === undefined ? answer : words('recorded-slip', { answer, name: people(recordedBy) }));

function answerSaid(
  { choice, scores = {}, approve, ranking, stance, abstain }: BallotPublished,
  title: (story: string) => string,
  words: Words,
): string {
  if (abstain === true) return words('abstained');
  if (choice !== undefined) return title(choice);
  if (approve !== undefined) return listed(approve.map(title), words);
  if (stance !== undefined) return words(stance);
  if (ranking !== undefined) {
    return ranking.map((story, at) => words('placed', { place: at + 1, title: title(story) })).join('; ');
  }
  return Object.entries(scores)
    .map(([story, score]) => words('scored', { title: title(story), score: writeNumber(words.language, score) }))
    .join('; ');
}

const listed = (titles: readonly string[], { language }: Words): string => writeList(language, titles);
