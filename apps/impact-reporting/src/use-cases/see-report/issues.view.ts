import { consentAudiences, type ConsentAudience } from '#contracts/shared/consent.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import type { ReportState } from '../../domain/report/report.js';

/** For whom the report was published, so that nobody who pressed the button has to wonder, or presses it again. */
export function issuesView(
  state: ReportState | undefined,
  audience: ConsentAudience,
  wasPublishedNow: boolean,
  words: Words,
) {
  const latest = consentAudiences.flatMap((each) => state?.to[each]?.latest ?? []);
  const now = latest.find((issue) => issue.audience === audience);
  return {
    done:
      wasPublishedNow && now !== undefined
        ? macroParams({
            type: 'success',
            titleText: words('done'),
            text: words('done-published', { issue: now.issue }),
          })
        : null,
    heading: words(latest.length === 0 ? 'not-published' : 'published'),
    lines: latest.map(({ audience: of, issue }) => words(`published-${of}`, { issue })),
  };
}
