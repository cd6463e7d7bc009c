import type { Refusal } from '#contracts/shared/refusal.js';
import type { Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import {
  destroyCheckedFile,
  importDecider,
  importStream,
  type CheckedFileDestroyed,
} from '../../domain/story-import/story-import.js';
import { imports } from '../../read-models/imports/imports.js';
import { uploadFile } from '../../importing/upload-file.js';

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

export const destroyCheckedFilesInTime = repeatedWork({
  name: 'destroy-checked-files',
  everyMs,
  failed: 'Checked files whose day is over could not be destroyed',
  act: async (service) => {
    const destroyed = await destroyOldFiles(service, service.clock.now());
    if (destroyed > 0) service.log.info({ destroyed }, 'Checked files whose day was over were destroyed');
  },
});
