import type { ThemeDesign } from '#contracts/programme-design/framework-adopted.v1.js';

/** A ring of the picture: where change is felt, from the innermost outwards. */
export interface Ring {
  readonly name: string;
  readonly isFelt: boolean;
  readonly radius: number;
  readonly number: number;
}

const step = 26;

/** The circles of a framework as rings about one point; the outermost first, so that the inner ones are drawn over it. */
export function ripples(
  themes: readonly ThemeDesign[],
  coded: readonly string[],
  language: 'en' | 'cy',
): { readonly rings: readonly Ring[]; readonly size: number } {
  const circles = themes.filter(({ kind, id, isRetired }) => kind === 'circle' && (!isRetired || coded.includes(id)));
  const rings = circles.map(({ id, name }, at) => ({
    name: name[language],
    isFelt: coded.includes(id),
    radius: step * (at + 1),
    number: at + 1,
  }));
  return { rings: [...rings].reverse(), size: step * (circles.length + 1) * 2 };
}
