/** Where a command reads and writes: the process's own streams, or a test's. */
export interface Terminal {
  readonly input: AsyncIterable<Uint8Array>;
  readonly output: Writing;
  readonly errors: Writing;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Writing {
  readonly write: (text: string) => unknown;
}
