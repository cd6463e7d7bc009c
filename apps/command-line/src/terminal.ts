/** Where a command reads and writes: the process's own streams, or a test's. */
export interface Terminal {
  readonly input: AsyncIterable<Uint8Array>;
  /** Somebody sits before it and can be asked. */
  readonly isInteractive?: boolean;
  readonly output: Writing;
  readonly errors: Writing;
  /** Standard error where it is a terminal: a progress bar can be drawn on it. */
  readonly screen?: NodeJS.WritableStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Writing {
  readonly write: (text: string) => unknown;
}
