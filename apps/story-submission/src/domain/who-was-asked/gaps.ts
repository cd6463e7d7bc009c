import { figures, type Figure, type LineOfFigures } from './who-was-asked.js';

/** Below it a number could say of whom it is. */
const fewest = 5;
export const isFew = (number: number): boolean => number > 0 && number < fewest;

export type Gap =
  | { readonly kind: 'figure-missing'; readonly group: string | null; readonly figure: Figure }
  | { readonly kind: 'not-invited'; readonly group: string | null; readonly number: number; readonly of: number }
  | { readonly kind: 'no-answer-known'; readonly group: null; readonly number: number; readonly of: number }
  | { readonly kind: 'nobody-invited'; readonly group: string }
  | { readonly kind: 'invited-less'; readonly group: string };

/** A group of whom less than this part of everybody's share was invited. */
const farLess = 0.5;

/**
 * Who is missing from what the period heard. `told`: people who told a story in it. What would give a number below five
 * away is left out.
 */
export function gapsIn(lines: readonly LineOfFigures[], told: number): readonly Gap[] {
  const all = lines.find(({ group }) => group === null);
  const shareOfAll = all === undefined ? undefined : shareInvited(all);
  return [
    ...figures.flatMap((figure): readonly Gap[] =>
      (all?.figures[figure] ?? null) === null ? [{ kind: 'figure-missing', group: null, figure }] : [],
    ),
    ...lines.flatMap(notInvited),
    ...(all === undefined ? [] : noAnswerKnown(all, told)),
    ...lines.flatMap((line): readonly Gap[] => {
      const share = shareInvited(line);
      if (line.group === null || share === undefined) return [];
      if (share === 0) return [{ kind: 'nobody-invited', group: line.group }];
      const { supported, invited } = line.figures;
      const isHidden = isFew(supported?.number ?? 0) || isFew(invited?.number ?? 0);
      return shareOfAll !== undefined && !isHidden && share < shareOfAll * farLess
        ? [{ kind: 'invited-less', group: line.group }]
        : [];
    }),
  ];
}

function shareInvited({ figures: { supported, invited } }: LineOfFigures): number | undefined {
  return supported === null || invited === null || supported.number === 0
    ? undefined
    : invited.number / supported.number;
}

function notInvited({ group, figures: { supported, invited } }: LineOfFigures): readonly Gap[] {
  if (supported === null || invited === null) return [];
  const number = supported.number - invited.number;
  const isHidden = isFew(supported.number) || isFew(invited.number) || isFew(number);
  return number <= 0 || isHidden ? [] : [{ kind: 'not-invited', group, number, of: supported.number }];
}

function noAnswerKnown({ figures: given }: LineOfFigures, told: number): readonly Gap[] {
  const { invited, declined, 'not-able': notAble } = given;
  if (invited === null || declined === null || notAble === null) return [];
  const number = invited.number - declined.number - notAble.number - told;
  const isHidden = [invited.number, declined.number, notAble.number, told, number].some(isFew);
  return number <= 0 || isHidden ? [] : [{ kind: 'no-answer-known', group: null, number, of: invited.number }];
}
