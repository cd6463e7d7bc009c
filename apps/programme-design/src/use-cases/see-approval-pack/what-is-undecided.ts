import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

import { nameSafeguardingPage, placeNewPanelPage, reviseCarePage, settleDataProtectionPage } from '../../addresses.js';
import { undecidedOf, type Undecided } from '../../domain/programme/undecided.js';
import { text, type PackSection } from './pack-section.js';
import { nameOfStep } from './steps-said.js';

const pageOf = {
  controller: settleDataProtectionPage,
  'lawful-basis': settleDataProtectionPage,
  'special-condition': settleDataProtectionPage,
  contact: settleDataProtectionPage,
  safeguarding: nameSafeguardingPage,
  keeping: reviseCarePage,
  panels: placeNewPanelPage,
} as const satisfies Readonly<Record<Undecided['what'], unknown>>;

/** First, with the page where each is decided: a gap in the pack is seen, never written over. */
export function whatIsUndecided(design: ProgrammeDesign, words: Words): PackSection {
  const at = { language: words.language, programme: design.id };
  const items = undecidedOf(design).map((point) => ({
    text:
      point.what === 'controller'
        ? words('undecided-controller', { step: nameOfStep(point.step, design, words) })
        : words(`undecided-${point.what}`),
    href: pageOf[point.what].to(at),
  }));
  return {
    id: 'undecided',
    heading: words('undecided'),
    parts: items.length === 0 ? [text(words('undecided-nothing'))] : [{ kind: 'list', items }],
  };
}
