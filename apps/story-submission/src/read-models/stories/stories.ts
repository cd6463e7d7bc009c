import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isStoryEvent, type StorySubmitted } from '../../domain/story/events.js';

/** Facts in clear, text sealed. */
export interface StoryDocument {
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  readonly programme: string;
  readonly period: string;
  readonly domain: string | null;
  readonly language: StorySubmitted['data']['language'];
  readonly route: StorySubmitted['data']['route'];
  readonly toldOn: string;
  readonly words: number;
  readonly reference: string;
  readonly teller: string;
  readonly collector: string | null;
  readonly audiences: readonly string[];
  readonly isWithdrawn: boolean;
  readonly codeHash: string | null;
  readonly import: string | null;
  readonly text: Sealed;
  readonly names: Sealed | null;
}

export const stories = collection<StoryDocument>()('stories', {
  byImport: ['import'],
  byCode: ['codeHash'],
  byOrganisation: ['organisation', 'toldOn'],
  byProgramme: ['organisation', 'programme', 'toldOn'],
  byPeriod: ['organisation', 'programme', 'period', 'toldOn'],
  byDomain: ['organisation', 'programme', 'domain', 'toldOn'],
  byReference: ['organisation', 'programme', 'reference'],
});

/** For lists: text is opened one story at a time. */
export type StoryFacts = Omit<StoryDocument, 'text' | 'names' | 'codeHash'>;

export const storiesModel: ReadModel = {
  name: 'stories',
  version: 3,
  collections: [stories],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (!isStoryEvent(event)) return;
    if (event.type === 'StorySubmitted') {
      const { data } = event;
      changes.put(stories, {
        id: data.story,
        organisation: metadata.organisation,
        version: streamVersion,
        programme: data.programme,
        period: data.period,
        domain: data.domain,
        language: data.language,
        route: data.route,
        toldOn: data.toldOn,
        words: data.words,
        reference: data.reference,
        teller: data.teller,
        collector: data.collector,
        audiences: Object.keys(data.consent.audiences),
        isWithdrawn: false,
        codeHash: data.codeHash,
        import: data.import,
        text: data.text,
        names: data.names,
      });
      return;
    }
    const before = await changes.get(stories, stream.slice('story/'.length));
    if (before === undefined) return;
    const after =
      event.type === 'StoryWithdrawn'
        ? { ...before, isWithdrawn: true }
        : { ...before, audiences: Object.keys(event.data.consent.audiences) };
    changes.put(stories, { ...after, version: streamVersion });
  },
};
