type Line = readonly number[];

/** Lines of a linear system, after Gauss and Jordan: what stands alone in one of them is known. */
export function eliminated(given: readonly Line[]): readonly Line[] {
  const lines = given.map((line) => [...line]);
  const width = lines[0]?.length ?? 0;
  let top = 0;
  for (let column = 0; column < width && top < lines.length; column += 1) {
    const at = lines.findIndex((line, index) => index >= top && Math.abs(line[column] ?? 0) > 1e-9);
    const pivot = lines[at];
    if (at < 0 || pivot === undefined) continue;
    lines.splice(at, 1);
    const by = pivot[column] ?? 1;
    const unit = pivot.map((factor) => factor / by);
    for (const [index, line] of lines.entries()) {
      const factor = line[column] ?? 0;
      if (factor !== 0) lines[index] = line.map((each, c) => each - factor * (unit[c] ?? 0));
    }
    lines.splice(top, 0, unit);
    top += 1;
  }
  return lines;
}
