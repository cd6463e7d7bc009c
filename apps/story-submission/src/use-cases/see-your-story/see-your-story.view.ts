import { daysAfter } from '#contracts/shared/calendar-day.js';
import { consentAudiences } from '#contracts/shared/consent.js';
import { extraShown } from '#service-kit/stories/extra-said.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { langOf } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeDateAndTime } from '#web/written.js';

import {
  chooseContactPage,
  goOnNow,
  leaveOutReaders,
  narrowConsent,
  toldTogetherPage,
  seeFindingPage,
  whatWasSaid,
  useYourRights,
  withdrawStory,
  yourCreditsPage,
  yourRedaction,
  yourConsentAgain,
  yourMedia,
  yourStillSo,
  yourWishes,
  worriesMe,
} from '../../addresses.js';
import { panelsSaid } from '../../telling/panels-said.js';
import type { DoneToYourStory } from '../../stories/done-told.js';
import type { YourStory } from './your-story.query.js';

/** What is asked of the teller beside the story. */
interface AskedNow {
  readonly asksNow: boolean;
  /** Who may read it is asked for again. */
  readonly consentAgain: boolean;
  readonly redaction: 'teller' | 'moderator' | undefined;
}

export function seeYourStoryView(
  found: YourStory,
  { asksNow, consentAgain, redaction }: AskedNow,
  done: DoneToYourStory | undefined,
  words: Words,
) {
  const { language } = words;
  const { document, design, text, state } = found;
  const isActive = state === 'active';
  // What lets fewer read it needs nobody to share it again first.
  const isKept = isActive || state === 'frozen';
  // A text in the page's language needs no mark, and one in two or in another has none we could give.
  const lang = langOf(document.language);
  const told = 'story' in text ? text : undefined;
  return {
    title: words('title'),
    done:
      done === undefined
        ? undefined
        : macroParams({ titleText: words('done-title'), text: words(`done-${done}`), type: 'success' }),
    heading: words('heading'),
    reference: words('reference', { reference: document.reference }),
    told: words('told', { date: writeDate(language, document.toldOn) }),
    programme: design === undefined ? '' : words('programme', { name: design.name[language] }),
    notice: isActive ? '' : words(`state-${state}`),
    now: { heading: words('now'), text: whatBecameOf(found, words) },
    withheld: 'withheld' in text ? words('withheld') : '',
    story:
      told === undefined
        ? null
        : {
            heading: words('story'),
            lang,
            storyTitle: told.story.title ?? '',
            paragraphs: paragraphsOf(told.story.narrative),
            whyHeading: words('why'),
            why: paragraphsOf(told.story.whySignificant ?? ''),
            extra: extraShown(told.story, language),
            kind: design?.domains.find(({ id }) => id === document.domain)?.name[language] ?? '',
            kindHeading: words('kind'),
            name: told.names?.teller ?? '',
            nameHeading: words('name'),
          },
    others: [
      ...(found.mergedInto === null ? [] : [words('merged', { reference: found.mergedInto })]),
      ...(isActive && found.awaited > 0 ? [words('awaited', { n: found.awaited })] : []),
    ],
    held: found.legalHolds.map(({ until, why }) => [
      // The first day it holds no more.
      words('held', { date: writeDate(language, daysAfter(until, 1)) }),
      ...(why === null ? [] : [words('held-why', { why })]),
    ]),
    redaction:
      redaction === undefined || state === 'withdrawn' || state === 'erased'
        ? null
        : {
            text: words(`redaction-${redaction}`),
            link: words('redaction-link'),
            href: yourRedaction.to({ language }),
          },
    waiting:
      state === 'withdrawn' || state === 'erased' || document.waitsUntil === null
        ? null
        : {
            text: words('waiting', {
              date: writeDateAndTime(language, new Date(document.waitsUntil), design?.timezone),
            }),
            link: words('go-on-now'),
            href: goOnNow.to({ language }),
          },
    telling:
      state === 'erased'
        ? []
        : [
            { text: words('media'), href: yourMedia.to({ language }) },
            { text: words('what-was-said'), href: whatWasSaid.to({ language }) },
            { text: words('what-was-checked'), href: seeFindingPage.to({ language }) },
            { text: words(asksNow ? 'still-so-now' : 'still-so'), href: yourStillSo.to({ language }) },
            { text: words('reach-you'), href: chooseContactPage.to({ language }) },
            { text: words('wishes'), href: yourWishes.to({ language }) },
            ...(consentAgain ? [{ text: words('consent-again'), href: yourConsentAgain.to({ language }) }] : []),
          ],
    readersHeading: words('readers'),
    readers: isActive ? readersOf(found, words) : [],
    nobody: words('nobody'),
    panels:
      isActive && design !== undefined && found.consent?.audiences.panel !== undefined
        ? panelsSaid(design, language, words)
        : '',
    actions: [
      { text: words('rights'), href: useYourRights.to({ language }) },
      ...(state === 'erased' ? [] : [{ text: words('worries-me'), href: worriesMe.to({ language }) }]),
      ...(isKept
        ? [
            { text: words('narrow'), href: narrowConsent.to({ language }) },
            { text: words('leave-out'), href: leaveOutReaders.to({ language }) },
          ]
        : []),
      ...(isActive
        ? [
            { text: words('told-together'), href: toldTogetherPage.to({ language }) },
            { text: words('credits'), href: yourCreditsPage.to({ language }) },
          ]
        : []),
      ...(isKept ? [{ text: words('take-back'), href: withdrawStory.to({ language }) }] : []),
    ],
    close: { text: words('close-text'), send: words('close') },
  };
}

export function readersOf({ consent, design }: Pick<YourStory, 'consent' | 'design'>, words: Words): readonly string[] {
  return consentAudiences.flatMap((audience) => {
    const answer = consent?.audiences[audience];
    if (answer === undefined) return [];
    const said = design?.consentWording.audiences[audience][words.language] ?? words(`audience-${audience}`);
    return [words(answer.named ? 'reads-with-name' : 'reads-without-name', { audience: said })];
  });
}

/** As far as this service knows: how far the period it was told in has come. */
function whatBecameOf({ document, design, state }: YourStory, words: Words): string {
  if (state !== 'active') return words('now-ended');
  const period = design?.periods.find(({ id }) => id === document.period);
  if (period === undefined) return words('now-unknown');
  switch (period.status) {
    case 'planned':
    case 'open':
      return words('now-open', { date: writeDate(words.language, period.closes) });
    case 'closed':
      return words('now-closed');
    case 'in-panels':
      return words('now-in-panels');
    case 'complete':
      return words('now-complete');
  }
}
