/** The start stops, and the message says why and what to do: shown as one line, without a stack trace. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
