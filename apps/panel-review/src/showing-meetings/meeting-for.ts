import type { SomeoneAsking } from '#access/principal.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { todayOf } from '#service-kit/known/programme-day.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { nextStepFor } from '../domain/sitting/next-step.js';
import { openRoundOf } from '../domain/sitting/state.js';
import { designOf, namesOfMeeting } from '../reading-meetings/meeting-name.js';
import { openedReasons, openedStories, readerOn } from '../reading-meetings/opened-texts.js';
import { answersHeard } from '../reading-meetings/answers-heard.js';
import { orderOfReading } from '../reading-meetings/order-of-reading.js';
import { sittingFor } from '../reading-meetings/sitting-for.js';
import { roundWithRoll } from '../reading-meetings/round-with-roll.js';
import type { SittingDocument } from '../read-models/sittings/sittings.js';
import { mayComeBack } from '../reading-meetings/receivable.js';
import type { MeetingSeen } from './meeting-seen.js';

/** Of a meeting, wherever it is shown. */
export const meetingWords = loadWords(import.meta.url, 'meeting');

/** A meeting as one person may see it, with the texts that they may read now. */
export async function meetingFor(
  service: ServiceRuntime,
  who: SomeoneAsking,
  id: string,
  language: Language,
): Promise<{ readonly document: SittingDocument; readonly meeting: MeetingSeen }> {
  const document = await sittingFor(service, who, id);
  const { state } = document;
  const { opened, stories, reasons } = state;
  const open = openRoundOf(state);
  const round = open === undefined ? undefined : await roundWithRoll(service, open.round);
  const people = await namesOfPeople(service, who, [
    ...opened.members,
    opened.facilitator,
    ...reasons.flatMap(({ author, recordedBy = author }) => [author, recordedBy]),
  ]);
  const ids = stories.map(({ story }) => story);
  const reader = readerOn(opened, who);
  const texts = await openedStories(service, reader, ids);
  const design = await designOf(service, opened.programme);
  const meeting = {
    person: who.person,
    state,
    openedAt: document.openedAt,
    today: await todayOf(service, opened.programme),
    round,
    people,
    design,
    names: namesOfMeeting(design, opened, language),
    next: nextStepFor(who.person, state, round),
    order: orderOfReading(state, who.person),
    texts: new Map(ids.map((story, at) => [story, texts[at] ?? { withheld: 'unknown' as const }])),
    mayComeBack: await mayComeBack(service, state),
    reasons: await openedReasons(service, reader, reasons, 'this-panel', state.calledBack),
    answers: state.isClosed ? await answersHeard(service, reader, document) : [],
  };
  return { document, meeting };
}
