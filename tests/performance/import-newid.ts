import { createReadStream } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { topicOf } from '#contracts/shared/contract.js';
import { aPeriod, aProgramme } from '#contracts/testing/a-programme.js';

import {
  importDecider,
  importStream,
  startImport,
} from '../../apps/story-submission/src/domain/story-import/story-import.js';
import { uploadFile } from '../../apps/story-submission/src/importing/upload-file.js';
import { storySubmission } from '../../apps/story-submission/src/story-submission.service.js';
import { timed } from './rows.js';
import { openService } from './running-service.js';

export interface ImportMeasured {
  readonly milliseconds: number;
  /** The most memory the process ever had resident. */
  readonly peakMebibytes: number;
}

export const peakMebibytes = (): number => process.resourceUsage().maxRSS / 1024;

const organisation = 'pont-y-bore';
const at = '2026-11-21T10:00:00.000Z';
const id = 'bench-import';

/**
 * The import as the platform does it, from the file to the moment at which every view holds its end, while the relay
 * and the outbox of the service follow too. Memory is looked at after the outbox has said every story.
 */
export async function importByNewid(file: string, stories: number, folder: string): Promise<ImportMeasured> {
  const service = await openService(storySubmission, folder);
  const { running, bus } = service;
  const { runtime } = running;
  await running.start();
  await bus.publish(topicOf('programme-design'), [
    {
      ...{ specversion: '1.0', id: 'programme/telling@1', source: 'programme-design', type: programmeRevisedV1.type },
      ...{ subject: 'programme/telling', time: at, datacontenttype: 'application/json', organisation },
      correlation: 'bench',
      data: {
        programme: aProgramme({ periods: [aPeriod({ status: 'open' })] }),
        change: 'ProgrammeCreated',
        revision: 1,
      },
    },
  ]);
  await running.settled();
  const milliseconds = await timed(async () => {
    const bytes = await runtime.files.keep(uploadFile(id), organisation, createReadStream(file));
    const command = { commandId: 'bench', organisation, actor: 'bench', at, correlation: 'bench' };
    const begun = await runtime.store.execute(importStream(id), command, importDecider, (state) =>
      startImport(state, { import: id, programme: 'telling', bytes, isDryRun: false, mapping: null }),
    );
    if (isRefusal(begun)) throw new Error(begun.refusal);
    // A reaction of the service runs it; its second event is its end.
    await runtime.views.reached(importStream(id), 2, 1_800_000);
  });
  const events = (await runtime.store.read(importStream(id))).map(({ event }) => event);
  const ended = events.at(-1);
  const counts = ended !== undefined && 'counts' in ended.data ? ended.data.counts : undefined;
  const wanted = { rows: stories, accepted: stories, acceptedWithWarning: 0, rejected: 0, alreadyThere: 0 };
  if (!isDeepStrictEqual(counts, wanted)) throw new Error(`The import ended with ${JSON.stringify(counts)}`);
  await running.settled();
  const measured = { milliseconds, peakMebibytes: peakMebibytes() };
  await service.close();
  return measured;
}
