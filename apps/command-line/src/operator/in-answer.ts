/** A problem's sentence, where the answer is one. */
export function problemIn(text: string): string {
  try {
    const problem: unknown = JSON.parse(text);
    if (typeof problem === 'object' && problem !== null && 'detail' in problem) return String(problem.detail);
  } catch {
    // Not a problem document: the status says enough.
  }
  return '';
}

/** One text of an answer that was none: an id, a link. */
export function textIn(answer: string, field: string): string {
  const parsed: unknown = JSON.parse(answer);
  const value: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, field) : undefined;
  if (typeof value !== 'string') throw new Error('The server answered something else');
  return value;
}
