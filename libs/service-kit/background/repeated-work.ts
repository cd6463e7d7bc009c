import { setTimeout } from 'node:timers/promises';

import type { BackgroundWork, ServiceRuntime } from '../service.js';

interface Repeated {
  readonly name: string;
  readonly everyMs: number;
  /** For the log, where it failed: a sentence. Of the error only its kind is told: it may name what it stood before. */
  readonly failed: string;
  readonly act: (service: ServiceRuntime) => Promise<void>;
}

/** Work done at the start and again and again. A failure is tried again at the next turn, and never ends the process. */
export function repeatedWork({ name, everyMs, failed, act }: Repeated): BackgroundWork {
  const actNow = async (service: ServiceRuntime): Promise<void> => {
    try {
      await act(service);
    } catch (error) {
      service.log.error({ kind: error instanceof Error ? error.name : typeof error }, failed);
    }
  };
  return {
    name,
    start: async (service) => {
      const stopping = new AbortController();
      const { signal } = stopping;
      const isOver = (async () => {
        while (!signal.aborted) {
          await actNow(service);
          // From the end of one turn to the next: after an outage they do not come back to back.
          await setTimeout(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
        }
      })();
      return {
        stop: async () => {
          stopping.abort();
          await isOver;
        },
      };
    },
  };
}
