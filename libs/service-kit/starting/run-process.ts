import { StorageUnavailable } from '#event-store/event-store.js';
import { KeyUnusable } from '#key-vault/key-vault.js';

import { ConfigurationError, readConfiguration, type Configuration } from '../configuration/configuration.js';
import { runServices, type RunningProcess, type ServicesToRun } from './run-services.js';
import type { OpenShape } from './shape.js';
import { refusedByFileSystem } from './refused-by-file-system.js';
import { StartRefused } from '../configuration/start-refused.js';

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Behind a proxy another address than the one it listens on. */
export const peopleComeTo = (
  { NEWID_ORIGIN: origin }: Configuration,
  { address }: Pick<RunningProcess, 'address'>,
): string => origin ?? address;

export const saySetUp = (origin: string, link: string): void => {
  say(`Set Newid up here, once, within a day:\n  ${origin}/en/links/${link}`);
};

/** Starts what `start` starts; SIGTERM and SIGINT drain it; a known cause of not starting is one line and exit code 1. */
export async function runProcess(
  start: (configuration: Configuration) => Promise<{
    readonly running: Pick<RunningProcess, 'close'>;
    /** What is said and done once it can be asked to stop. */
    readonly open: () => Promise<void>;
  }>,
): Promise<void> {
  const hasOpened = stopOnSignal();
  try {
    const { running, open } = await start(readConfiguration(process.env));
    hasOpened(running);
    await open();
  } catch (error) {
    refuseStart(error);
  }
}

/** For the `main.ts` of a service that is alone in its process. */
export async function runAlone(toRun: ServicesToRun, shapes: Readonly<Partial<Record<string, OpenShape>>>) {
  await runProcess(async (configuration) => {
    const openShape = shapes[configuration.NEWID_SHAPE];
    if (openShape === undefined) {
      throw new StartRefused(
        `NEWID_SHAPE is ${configuration.NEWID_SHAPE}, and this program was built without it. There is: ${Object.keys(shapes).join(', ')}.`,
      );
    }
    const shape = await openShape(configuration, { name: toRun.name, environment: process.env });
    const running = await runServices(configuration, shape, toRun);
    return {
      running,
      open: async () => {
        if (shape.isNew && toRun.isSetUpHere === true) {
          saySetUp(peopleComeTo(configuration, running), await running.setUpLink());
        }
        say(`${toRun.name} is open at ${running.address}. Data is kept in ${shape.where}. Ctrl-C stops it.`);
      },
    };
  });
}

/** Returns whom to tell what is running; asked before that, the process just ends. */
function stopOnSignal(): (running: Pick<RunningProcess, 'close'>) => void {
  let running: Pick<RunningProcess, 'close'> | undefined;
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    if (running === undefined) {
      say('Newid is stopping: it was not open yet.');
      process.exit(0);
    }
    say('Newid is stopping: what is under way is finished first.');
    void running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return (opened) => {
    running = opened;
  };
}

/** One line that says what to do, where the cause is known; a stack trace only for a bug. */
function refuseStart(error: unknown): never {
  const isKnown =
    error instanceof ConfigurationError ||
    error instanceof StartRefused ||
    error instanceof KeyUnusable ||
    error instanceof StorageUnavailable;
  const said = isKnown ? error.message : refusedByFileSystem(error);
  process.stderr.write(said === undefined ? 'Newid did not start.\n' : `Newid did not start. ${said}\n`);
  if (said === undefined) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exit(1);
}
