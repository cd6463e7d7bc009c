// Which versions of Node package.json asks for, and whether one is among them. Runs before any package is installed, on
// whatever Node there is: nothing here may need a later one.

/** `^20.19.0 || >=24`: the forms that package.json uses. */
function rangesOf(engines) {
  return engines.split('||').map((range) => {
    const [, sign, ...least] = /^\s*(\^|>=)(\d+)(?:\.(\d+))?(?:\.(\d+))?\s*$/.exec(range) ?? [];
    if (sign === undefined) throw new Error(`package.json asks for Node in a form that is not known here: ${range}`);
    return { isWithinMajor: sign === '^', least: least.map((part) => Number(part ?? 0)) };
  });
}

export function fits(engines, version) {
  const at = version.split('.').map(Number);
  return rangesOf(engines).some(({ isWithinMajor, least }) => {
    const apart = least.map((part, index) => (at[index] ?? 0) - part);
    return (apart.find((difference) => difference !== 0) ?? 0) >= 0 && (!isWithinMajor || apart[0] === 0);
  });
}

/** `20 from 20.19, or 24 or later` */
export function inWords(engines) {
  const ranges = rangesOf(engines).map(({ isWithinMajor, least: [major, minor] }) => {
    const from = minor === 0 ? `${major}` : `${major}.${minor}`;
    return isWithinMajor ? `${major} from ${from}` : `${from} or later`;
  });
  return [ranges.slice(0, -1).join(', '), ranges.at(-1)].filter(Boolean).join(', or ');
}
