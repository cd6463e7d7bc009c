import { refuse } from '#contracts/shared/refusal.js';

import type { RemarkHidden, RemarkMade } from './events.js';
import { type By, type Decided, event, inSitting, type State } from './in-sitting.js';
import { firstRefusal, mayTalkAbout, onlyMembersMay, onlyTheFacilitatorMay, storyIsHere } from './rules.js';

/** Until the sitting closes. */
export const makeRemark = (state: State, by: By, data: RemarkMade['data']): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(
        by.actor === sitting.opened.facilitator ? undefined : onlyMembersMay(sitting, by.actor),
        data.story === null ? undefined : storyIsHere(sitting, data.story),
        data.story === null ? undefined : mayTalkAbout(sitting, by.actor, data.story),
      ),
    (sitting) =>
      sitting.remarks.some(({ remark }) => remark === data.remark) ? [] : [event('RemarkMade', { ...data })],
  );

/** Not taken away: that something was said, and why it is not shown, stays on record. */
export const hideRemark = (state: State, by: By, data: RemarkHidden['data']): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(
        onlyTheFacilitatorMay(sitting, by.actor),
        sitting.remarks.some(({ remark }) => remark === data.remark) ? undefined : refuse('remark-not-found'),
      ),
    (sitting) =>
      sitting.remarks.some(({ remark, hidden }) => remark === data.remark && hidden === null)
        ? [event('RemarkHidden', { ...data })]
        : [],
  );
