export type ServiceProcessName =
  'identity-access' | 'programme-design' | 'story-submission' | 'panel-review' | 'impact-reporting';

export interface ServiceProcess {
  readonly name: ServiceProcessName;
  readonly pid: number;
  /** All that it has said so far. */
  readonly said: string;
  /** Once it is open. */
  readonly address: string | undefined;
  readonly opened: Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

export interface StartingServices {
  readonly mongo: string;
  readonly brokers: readonly string[];
  /** Holds the master key, the epoch keys and the secret. */
  readonly folder: string;
  readonly port?: number;
  readonly instances?: Readonly<Partial<Record<ServiceProcessName, number>>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly environmentOf?: (name: ServiceProcessName) => Readonly<Record<string, string>>;
  readonly echo?: (name: string, text: string) => void;
}

export interface RunningServices {
  readonly address: string;
  /** Where nothing had been set up before. */
  readonly setUpLink: string | undefined;
  start(name: ServiceProcessName): ServiceProcess;
  processesOf(name: ServiceProcessName): readonly ServiceProcess[];
  addressesOf(name: ServiceProcessName): readonly string[];
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export const serviceNames: readonly ServiceProcessName[];
export function startService(name: ServiceProcessName, environment: Readonly<Record<string, string>>): ServiceProcess;
export function startServices(starting: StartingServices): Promise<RunningServices>;
