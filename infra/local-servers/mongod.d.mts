export interface MongodStarting {
  /** Kept by `stop`; left out: a new one that `stop` removes. */
  readonly folder?: string;
  readonly port?: number;
  /** Clients must sign in; this user may do everything. */
  readonly root?: { readonly name: string; readonly password: string };
  /** No replica set. */
  readonly standalone?: boolean;
  readonly cacheGigabytes?: number;
  readonly settings?: readonly string[];
  /** The port at which clients find it, where that is another than the one it listens on. */
  readonly reachedAt?: number;
}

export interface LocalMongod {
  /** `mongodb://127.0.0.1:40123/?replicaSet=newid`, with the root user where there is one. */
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  readonly pid: number;
  kill(): Promise<void>;
  pause(): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
}

export const howToGet: string;
export function missing(): string | undefined;
export function binary(): Promise<string>;
export function start(starting?: MongodStarting): Promise<LocalMongod>;
