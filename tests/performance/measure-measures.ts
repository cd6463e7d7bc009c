import { isRefusal } from '#contracts/shared/refusal.js';
import { Inbox } from '#event-store/inbox.js';

import { breakdowns } from '../../apps/impact-reporting/src/domain/measures/measured.js';
import { impactReporting } from '../../apps/impact-reporting/src/impact-reporting.service.js';
import {
  SeeMeasures,
  SeeMeasuresHandler,
} from '../../apps/impact-reporting/src/use-cases/see-measures/see-measures.query.js';
import { messages } from './measure-rebuild.js';
import { median, timed, type Row } from './rows.js';
import { openService } from './running-service.js';
import type { Sizes } from './sizes.js';

const rounds = 5;

/** All measures of a programme from the read models, in each breakdown: the slowest of them is told. */
export async function measureMeasures({ stories }: Pick<Sizes, 'stories'>, folder: string): Promise<readonly Row[]> {
  const service = await openService(impactReporting, folder);
  const inbox = new Inbox(service.running.runtime.store, 'impact-reporting');
  let taking: Promise<unknown>[] = [];
  // One message in twenty takes a story back, and one in 400 closes a meeting.
  for (const each of messages(Math.ceil(stories / (1 - 1 / 20 - 1 / 400)))) {
    taking.push(inbox.take(each));
    if (taking.length < 256) continue;
    await Promise.all(taking);
    taking = [];
  }
  await Promise.all(taking);
  await service.running.start();
  await service.running.settled();
  const handler = new SeeMeasuresHandler(service.running.runtime);
  const taken = new Map<string, number[]>();
  let told = 0;
  for (let round = 0; round <= rounds; round += 1) {
    for (const by of breakdowns) {
      const milliseconds = await timed(async () => {
        const seen = await handler.execute(new SeeMeasures('pont-y-bore', 'telling', by));
        if (isRefusal(seen)) throw new Error(seen.refusal);
        const [first] = seen.measures.series;
        if (by === 'none' && typeof first?.overall.whole === 'number') told = first.overall.whole;
      });
      if (round > 0) taken.set(by, [...(taken.get(by) ?? []), milliseconds / 1_000]);
    }
  }
  await service.close();
  if (told < stories * 0.99) throw new Error(`${String(told)} stories were counted, not ${String(stories)}`);
  const [slowest, runs] = [...taken].sort(([, one], [, other]) => median(other) - median(one))[0] ?? ['', []];
  return [
    {
      name: `all measures over ${stories.toLocaleString('en-GB')} stories`,
      unit: 's',
      runs,
      floor: { is: 'under', value: 1 },
      beside: `the slowest of ${String(breakdowns.length)} breakdowns: ${slowest}; of the whole programme ${median(taken.get('none') ?? []).toFixed(2)} s`,
    },
  ];
}
