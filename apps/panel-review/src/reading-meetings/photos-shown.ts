import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ReasonText } from '#contracts/shared/story-text.js';
import { FileGone } from '#service-kit/files/sealed-files.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { flipChartApi } from '../addresses.js';
import type { FlipChartAdded } from '../domain/sitting/events.js';
import type { SittingDocument } from '../read-models/sittings/sittings.js';
import { readerOn } from './opened-texts.js';
import { sittingFor } from './sitting-for.js';

/** What stood on a flip chart: in the page by its address, in a file by its bytes. */
export interface PhotoShown {
  readonly source: string;
  readonly words: string;
}

export interface FlipChartSeen {
  readonly photo: string;
  readonly format: FlipChartAdded['data']['format'];
  readonly bytes: number;
  readonly addedBy: string;
  /** Empty: what stands on it can no longer be read. */
  readonly words: string;
}

/** For everybody who may see the meeting. */
export async function flipChartsSeen(
  { unlocking }: ServiceRuntime,
  who: SomeoneAsking,
  { state }: SittingDocument,
): Promise<readonly FlipChartSeen[]> {
  const reader = readerOn(state.opened, who);
  const as = { purpose: 'audience', audience: 'panel', use: 'read', reach: 'this-panel' } as const;
  const answers = await unlocking.unlock(
    state.flipCharts.map(({ words }) => ({ owner: `reason/${words.reason}`, reader, ...as })),
  );
  return state.flipCharts.map(({ photo, format, bytes, addedBy, words }, at) => {
    const answer = answers[at];
    const text = answer?.kind === 'granted' ? answer.open<ReasonText>(words.text).text : '';
    return { photo, format, bytes, addedBy, words: text };
  });
}

export async function photosLinked(
  service: ServiceRuntime,
  who: SomeoneAsking,
  document: SittingDocument,
): Promise<readonly PhotoShown[]> {
  const seen = await flipChartsSeen(service, who, document);
  return seen.map(({ photo, words }) => ({ source: flipChartApi.to({ sitting: document.id, photo }), words }));
}

/** With their bytes, for a file that fetches nothing. One that is gone is left out. */
export async function photosWhole(
  service: ServiceRuntime,
  who: SomeoneAsking,
  document: SittingDocument,
): Promise<readonly PhotoShown[]> {
  const whole: PhotoShown[] = [];
  for (const { photo, format, words } of await flipChartsSeen(service, who, document)) {
    const bytes = await bytesOf(service, document, photo);
    if (bytes !== undefined) whole.push({ source: `data:${format};base64,${bytes.toString('base64')}`, words });
  }
  return whole;
}

export async function photoFor(
  service: ServiceRuntime,
  who: SomeoneAsking,
  sitting: string,
  photo: string,
): Promise<{ readonly format: string; readonly bytes: Buffer }> {
  const document = await sittingFor(service, who, sitting);
  const found = document.state.flipCharts.find((each) => each.photo === photo);
  const bytes = found === undefined ? undefined : await bytesOf(service, document, photo);
  if (found === undefined || bytes === undefined) return throwRefusal(refuse('flip-chart-not-found'));
  return { format: found.format, bytes };
}

async function bytesOf(
  { files }: ServiceRuntime,
  { organisation }: SittingDocument,
  photo: string,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of files.read(photo, organisation)) chunks.push(chunk);
  } catch (error) {
    if (error instanceof FileGone) return undefined;
    throw error;
  }
  return Buffer.concat(chunks);
}
