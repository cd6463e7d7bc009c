/** Where and how a Newid runs: one process over a folder, or several over MongoDB and Kafka. */
export interface Place {
  /** The data folder. */
  readonly folder: string;
  /** For the `newid` command, beside the folder. */
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves with its address when it is open, sample loaded. */
  start(given: readonly string[], hear: (said: string) => void): Promise<string>;
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Resolves when everything that was written is on every page. */
  caughtUp(): Promise<void>;
  remove(): Promise<void>;
}
