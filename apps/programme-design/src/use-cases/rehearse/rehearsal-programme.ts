import { daysAfter, type CalendarDay } from '#contracts/shared/calendar-day.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import type { RehearsalKind } from '../../domain/rehearsal/rehearsal.js';
import { lightProgramme } from '../../programme-parts/light-programme.js';

const words = loadWords(import.meta.url, 'rehearse');
const both = (key: string, values = {}) => ({ en: words.en(key, values), cy: words.cy(key, values) });

export interface RehearsalAsked {
  readonly rehearsal: string;
  readonly organisation: string;
  readonly kind: RehearsalKind;
  readonly lead: string;
  readonly deputy: string;
  /** `2026-11-21` */
  readonly today: CalendarDay;
}

/**
 * A programme as any other, marked in its name. Its period is open but its days are past, and it keeps stories for a
 * month: so all that is invented can be erased by the list of what was kept long enough as soon as the period is closed.
 */
export function rehearsalProgramme({
  rehearsal,
  organisation,
  kind,
  lead,
  deputy,
  today,
}: RehearsalAsked): ProgrammeDesign {
  const light = lightProgramme({
    id: `rehearsal-${rehearsal.slice(0, 12).toLowerCase()}`,
    organisation,
    name: {
      en: words.en('programme-name', { kind: words.en(`kind-${kind}`), date: writeDate('en', today) }),
      cy: words.cy('programme-name', { kind: words.cy(`kind-${kind}`), date: writeDate('cy', today) }),
    },
    purpose: both('programme-purpose'),
    runBy: both('programme-run-by'),
    languages: ['en', 'cy'],
    isPilot: true,
    asksForLessons: false,
    hasGuides: false,
  });
  return {
    ...light,
    rehearsal: 'on',
    safeguarding: { lead, deputy, hours: both('programme-hours') },
    care: { waitingDays: 0, words: { en: [], cy: [] }, keepMonths: 1 },
    periods: [
      {
        id: 'rehearsal',
        name: both('programme-period'),
        opens: daysAfter(today, -120),
        closes: daysAfter(today, -60),
        status: 'open',
      },
    ],
  };
}
