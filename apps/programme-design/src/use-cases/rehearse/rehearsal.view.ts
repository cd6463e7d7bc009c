import { rehearsedLettersToPeoplePage, seePeople } from '#contracts/identity-access/addresses.js';
import { timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import {
  keepNoLonger,
  rehearsedLettersPage,
  seeRightsRequests,
  seeStories,
  tellYourStory,
  yourStory,
} from '#contracts/story-submission/addresses.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import { closePeriodPage, endRehearsalPage, seeProgramme, seeRehearsalPage, seeRehearsals } from '../../addresses.js';
import { programmeDesignErrors } from '../../errors.js';
import { endForm, stepForm } from './rehearsal-forms.js';
import type { RehearsalSeen, StepSeen } from './see-rehearsals.query.js';

export function rehearsalView(
  seen: RehearsalSeen,
  nameOf: (person: string) => string,
  states: { readonly step: FormState; readonly end: FormState },
  words: Words,
) {
  const { language } = words;
  const { id, kind, steps, endedAt, startedAt, programme } = seen;
  const ofStep = showForm(stepForm, states.step, words, programmeDesignErrors);
  const ofEnd = showForm(endForm, states.end, words, programmeDesignErrors);
  const left = steps.filter(({ seconds }) => seconds === null);
  const { value: chosen, ...step } = ofStep.fields.step;
  const at = { language, rehearsal: id };
  const name = (person: string): string => (person === 'operator' ? words('operator') : nameOf(person));
  return {
    title: words(`heading-${kind}`),
    backLink: seeRehearsals.to({ language }),
    errors: [...ofStep.errors, ...ofEnd.errors],
    heading: words(`heading-${kind}`),
    facts: [
      words('started-at', {
        when: writeDateAndTime(language, new Date(startedAt), timeZoneOfWales),
        name: name(seen.by),
      }),
      words('second-is', { name: name(seen.second) }),
      words(`aim-${kind}`),
      ...(endedAt === null
        ? []
        : [words('ended-at', { when: writeDateAndTime(language, new Date(endedAt), timeZoneOfWales) })]),
    ],
    programme: endedAt === null ? { text: words('programme'), href: seeProgramme.to({ language, programme }) } : null,
    letters: [
      { text: words('letters'), href: rehearsedLettersPage.to({ language, programme }) },
      { text: words('letters-to-people'), href: rehearsedLettersToPeoplePage.to({ language, programme }) },
    ],
    story: kind === 'breach' ? '' : words('invented-story'),
    caption: words('steps'),
    head: ['step', 'who', 'time', 'wrong'].map((key) => words(`head-${key}`)),
    rows: steps.map((each) => rowOf(each, programme, endedAt !== null, name, words)),
    stepForm:
      endedAt !== null || left.length === 0
        ? null
        : {
            action: seeRehearsalPage.to(at),
            step: macroParams({
              ...step,
              fieldset: { legend: { text: words('step-done'), size: 'm' } },
              items: left.map(({ step: value }) => ({
                ...{ value, text: words(`step-${value}`), checked: value === chosen },
              })),
            }),
            wrong: macroParams({
              ...ofStep.fields.wentWrong,
              label: { text: words('went-wrong'), size: 'm' },
              hint: { text: words('went-wrong-hint') },
              rows: 3,
            }),
            send: words('step-send'),
          },
    endForm:
      endedAt !== null
        ? null
        : {
            heading: words('end-heading'),
            explanation: words('end-explanation'),
            action: endRehearsalPage.to(at),
            lessons: macroParams({ ...ofEnd.fields.lessons, label: { text: words('lessons'), size: 'm' }, rows: 5 }),
            send: words('end-send'),
          },
    lessons: { heading: words('lessons'), text: seen.lessons ?? (endedAt === null ? '' : words('no-lessons')) },
  };
}

function rowOf(
  { step, seconds, by, wentWrong }: StepSeen,
  programme: string,
  isOver: boolean,
  nameOf: (person: string) => string,
  words: Words,
) {
  return {
    step: words(`step-${step}`),
    links: isOver ? [] : linksOf(step, programme, words),
    cells: [
      by === null ? words(`who-${step}`) : nameOf(by),
      seconds === null ? words('not-done') : timeSaid(seconds, words),
      wentWrong ?? words('nothing-written'),
    ],
  };
}

/** As a person says it: minutes and seconds, hours and minutes, days and hours. */
function timeSaid(seconds: number, words: Words): string {
  const [days, hours, minutes] = [86_400, 3_600, 60].map((unit) => Math.floor(seconds / unit));
  if (days !== undefined && days > 0) return words('days-hours', { days, hours: (hours ?? 0) % 24 });
  if (hours !== undefined && hours > 0) return words('hours-minutes', { hours, minutes: (minutes ?? 0) % 60 });
  return words('minutes-seconds', { minutes: minutes ?? 0, seconds: seconds % 60 });
}

/** Where a step is done; what is done away from Newid has none. */
function linksOf(step: StepSeen['step'], programme: string, words: Words) {
  const { language } = words;
  const link = (key: string, href: string) => ({ text: words(`link-${key}`), href });
  switch (step) {
    case 'tell':
      return [link('tell', tellYourStory.to({ language }, { programme }))];
    case 'read-first':
    case 'look':
      return [link('stories', seeStories.to({ language }))];
    case 'take-back':
      return [link('your-story', yourStory.to({ language }))];
    case 'register':
    case 'second-person':
    case 'answer':
      return [link('register', seeRightsRequests.to({ language }))];
    case 'breach-form':
    case 'regulator':
      return [link('registers', seePeople.to({ language }))];
    case 'clear-away':
      return [
        link('close', closePeriodPage.to({ language, programme, period: 'rehearsal' })),
        link('clear-away', keepNoLonger.to({ language, programme })),
      ];
    default:
      return [];
  }
}
