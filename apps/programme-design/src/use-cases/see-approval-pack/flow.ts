import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

import type { PackSection } from './pack-section.js';
import { stepsSaid } from './steps-said.js';

/** From whose hand to whose, and what. The drawing shows the same steps. */
export function flow(design: ProgrammeDesign, words: Words): PackSection {
  const steps = stepsSaid(design, words);
  const hands = steps.slice(1).map((to, at): readonly string[] => {
    const from = steps[at]?.name ?? '';
    const what = at === 0 ? 'flow-first' : to.step === 'reporting' ? 'flow-last' : 'flow-up';
    return [from, to.name, words(what), to.controller || words('to-decide')];
  });
  const [first] = steps;
  return {
    id: 'flow',
    heading: words('flow'),
    parts: [
      {
        kind: 'table',
        caption: words('flow-caption'),
        head: [words('flow-from'), words('flow-to'), words('flow-what'), words('flow-answers')],
        rows: [
          [
            words('flow-teller'),
            first?.name ?? '',
            words('flow-told'),
            (first?.controller ?? '') || words('to-decide'),
          ],
          ...hands,
          [words('step-reporting'), words('flow-readers'), words('flow-read'), words('flow-consented')],
          [words('step-reporting'), words('flow-teller'), words('flow-back'), words('flow-own')],
        ],
      },
    ],
  };
}

interface FlowBox {
  readonly y: number;
  readonly name: string;
  readonly who: string;
}

const boxHeight = 64;
const apart = 36;
const longest = 58;

/** Boxes from the teller down to whoever reads, 600 wide; the table beside it says the same in full. */
export function flowDrawing(design: ProgrammeDesign, words: Words) {
  const short = (said: string): string => (said.length > longest ? `${said.slice(0, longest - 1)}…` : said);
  const said = [
    { name: words('flow-teller'), who: '' },
    ...stepsSaid(design, words).map(({ name, controller }) => ({ name, who: controller || words('to-decide') })),
    { name: words('flow-readers'), who: words('flow-consented') },
  ];
  const boxes = said.map(({ name, who }, at): FlowBox => ({
    y: 2 + at * (boxHeight + apart),
    name: short(name),
    who: short(who),
  }));
  const arrows = boxes.slice(1).map(({ y }) => ({ from: y - apart, to: y }));
  const height = said.length * (boxHeight + apart) - apart + 4;
  return {
    viewBox: `0 0 600 ${String(height)}`,
    boxes: boxes.map(({ y, name, who }) => ({
      ...{ y: String(y), name, who },
      nameY: String(y + (who === '' ? 38 : 28)),
      whoY: String(y + 50),
    })),
    arrows: arrows.map(({ from, to }) => ({
      line: `M300 ${String(from)} V${String(to - 2)} M294 ${String(to - 10)} L300 ${String(to - 2)} L306 ${String(to - 10)}`,
    })),
  };
}
