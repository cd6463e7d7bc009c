const longest = 40;

/** An id that people can read, from an English name: `Quality of life` gives `quality-of-life`; a second, `…-2`. */
export function idFor(name: string, others: readonly { readonly id: string }[]): string {
  const taken = new Set(others.map(({ id }) => id.toLowerCase()));
  const plain = plainOf(name);
  for (let turn = 2, id = plain; ; turn += 1) {
    if (!taken.has(id)) return id;
    id = `${plain}-${String(turn)}`;
  }
}

/** Letters without their marks, figures and hyphens; `x` for a name that has none of them. */
export const plainOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '') || 'x';
