import { setInterval } from 'node:timers/promises';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import type { BackgroundWork, ServiceRuntime } from '#service-kit/service.js';

import {
  destroyCheckedFile,
  importDecider,
  importStream,
  type CheckedFileDestroyed,
} from '../../domain/story-import/story-import.js';
import { imports } from '../../read-models/imports/imports.js';
import { uploadFile } from './run-import.js';

const keptForMs = 24 * 3_600_000;
const everyMs = 15 * 60_000;

/** The file first: a kill between the two leaves a check that says it has one, and is asked to destroy it again. */
export async function destroyFileOf(
  { store, files, clock }: ServiceRuntime,
  id: string,
  organisation: string,
  data: CheckedFileDestroyed['data'],
): Promise<Executed | Refusal> {
  const at = clock.now();
  const command = { commandId: idFrom('destroy checked file', id), organisation, actor: 'system/import', at };
  await files.destroy(uploadFile(id), at);
  return store.execute(importStream(id), { ...command, correlation: id }, importDecider, (state) =>
    destroyCheckedFile(state, data),
  );
}

/** Destroys the files of checks that nobody went on with. Returns how many. */
export async function destroyOldFiles(service: ServiceRuntime, now: string): Promise<number> {
  let destroyed = 0;
  const kept = service.views.stream(imports, { index: 'byFile', equals: { isFileKept: true } });
  for await (const { id, organisation, startedAt, state } of kept) {
    if (Date.parse(startedAt) + keptForMs > Date.parse(now)) break;
    if (state === 'running') continue;
    await destroyFileOf(service, id, organisation, { because: 'expired', broughtInBy: null });
    destroyed += 1;
  }
  return destroyed;
}

async function destroyNow(service: ServiceRuntime): Promise<void> {
  try {
    const destroyed = await destroyOldFiles(service, service.clock.now());
    if (destroyed > 0) service.log.info({ destroyed }, 'Checked files whose day was over were destroyed');
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    service.log.error({ kind }, 'Checked files whose day is over could not be destroyed');
  }
}

export const destroyCheckedFilesInTime: BackgroundWork = {
  name: 'destroy-checked-files',
  start: async (service) => {
    const stopping = new AbortController();
    const isOver = (async () => {
      await destroyNow(service);
      try {
        for await (const _tick of setInterval(everyMs, undefined, { signal: stopping.signal, ref: false })) {
          await destroyNow(service);
        }
      } catch (error) {
        if (!stopping.signal.aborted) throw error;
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
