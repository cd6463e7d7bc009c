export interface KafkaStarting {
  /** Kept by `stop`; left out: a new one that `stop` removes. */
  readonly folder?: string;
  readonly port?: number;
  readonly users?: readonly { readonly name: string; readonly password: string }[];
  readonly tls?: boolean;
  readonly heapMegabytes?: number;
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  readonly host?: string;
  /** The port at which clients are told to come, where that is another than the one it listens on. */
  readonly reachedAt?: number;
}

export interface LocalKafka {
  /** `['127.0.0.1:40123']` */
  readonly brokers: readonly string[];
  readonly port: number;
  readonly folder: string;
  readonly pid: number;
  /** PEM, with `tls`. */
  readonly ca?: string;
  kill(): Promise<void>;
  pause(): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
}

export const howToGet: string;
export function missing(): string | undefined;
export function packages(): Promise<string>;
export function start(starting?: KafkaStarting): Promise<LocalKafka>;
