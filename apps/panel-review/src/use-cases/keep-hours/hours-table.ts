import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { writePounds } from '../../money.js';
import type { NamesOfHours } from './hours-as-csv.js';
import type { HoursListed } from './hours-listed.js';

/** Of members where `withMember`; else somebody's own. */
export function hoursTable(hours: readonly HoursListed[], names: NamesOfHours, words: Words, withMember: boolean) {
  const { language } = words;
  const money = (pence: number) => ({ text: writePounds(language, pence), format: 'numeric' });
  const columns = [...(withMember ? ['member'] : []), 'meeting-head', 'hours', 'expenses', 'earned', 'paid', 'owed'];
  return macroParams({
    caption: words('table'),
    captionClasses: 'nhsuk-u-visually-hidden',
    firstCellIsHeader: true,
    responsive: true,
    head: columns.map((column) => ({ text: words(column) })),
    rows: hours.map((each) => [
      ...(withMember ? [{ text: names.people(each.member) }] : []),
      { text: meetingOf(each, names, words) },
      { text: words('time', { hours: Math.floor(each.minutes / 60), minutes: each.minutes % 60 }) },
      ...[each.expenses, each.earned, each.paid, each.owed].map(money),
    ]),
  });
}

/** As the list of meetings names it: one panel may have met more than once in a period. */
function meetingOf(each: HoursListed, names: NamesOfHours, words: Words): string {
  const domain = names.domain(each) ?? words('all-domains');
  return words('meeting', {
    ...{ panel: names.panel(each), period: names.period(each), domain, date: names.opened(each) },
  });
}
