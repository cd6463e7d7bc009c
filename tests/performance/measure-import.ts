import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { writeStories } from './generated-stories.js';
import type { ImportMeasured } from './import-newid.js';
import { median, rate, type Row } from './rows.js';
import type { Sizes } from './sizes.js';

/** Runs one import in a process of its own. */
export type ImportRunner = (
  how: 'newid' | 'bare',
  file: string,
  stories: number,
  folder: string,
) => Promise<ImportMeasured>;

export async function measureImport(
  { imports, stories }: Sizes,
  folder: string,
  run: ImportRunner,
): Promise<readonly Row[]> {
  const file = join(folder, 'stories.csv');
  await writeStories(file, stories);
  const taken = { newid: [] as number[], bare: [] as number[] };
  const ratios: number[] = [];
  const peaks: number[] = [];
  for (let round = 0; round < imports; round += 1) {
    const within = join(folder, String(round));
    mkdirSync(within, { recursive: true });
    const bare = await run('bare', file, stories, within);
    const newid = await run('newid', file, stories, within);
    rmSync(within, { recursive: true });
    taken.newid.push(newid.milliseconds);
    taken.bare.push(bare.milliseconds);
    ratios.push(bare.milliseconds / newid.milliseconds);
    peaks.push(newid.peakMebibytes);
  }
  const howMany = stories.toLocaleString('en-GB');
  return [
    {
      name: `import of ${howMany} stories, against a bare import`,
      unit: 'ratio',
      runs: ratios,
      floor: { is: 'at least', value: 0.5 },
      beside: `${String(rate(stories, median(taken.newid)))}/s against ${String(rate(stories, median(taken.bare)))}/s`,
    },
    {
      name: `import of ${howMany} stories, most memory resident`,
      unit: 'MB',
      runs: peaks,
      floor: { is: 'under', value: 300 },
      beside: 'until every story is published',
    },
  ];
}
