import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type Changes, type ReadModel } from '#projections/read-model.js';

import { isStoryEvent, type StorySubmitted } from '../../domain/story/events.js';
import { isImportEvent } from '../../domain/story-import/story-import.js';

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
});

/** Facts only, for lists: text is opened one story at a time. */
export type StoryFacts = Omit<StoryDocument, 'text' | 'names' | 'codeHash'>;

export interface ListedStory extends StoryFacts {
  /** It came with an import that has not ended. */
  readonly isHidden: boolean;
}

/** Every index that people list by begins with what may be seen, so that a page of hidden stories is never read. */
export const listedStories = collection<ListedStory>()('listed-stories', {
  byOrganisation: ['organisation', 'isHidden', 'toldOn'],
  byProgramme: ['organisation', 'isHidden', 'programme', 'toldOn'],
  byPeriod: ['organisation', 'isHidden', 'programme', 'period', 'toldOn'],
  byDomain: ['organisation', 'isHidden', 'programme', 'domain', 'toldOn'],
  byReference: ['organisation', 'isHidden', 'programme', 'reference'],
  byImport: ['import', 'isHidden'],
});

export const storiesModel: ReadModel = {
  name: 'stories',
  version: 2,
  collections: [stories, listedStories],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (isImportEvent(event)) {
      if (event.type === 'ImportEnded') await show(stream.slice('import/'.length), changes);
      return;
    }
    if (!isStoryEvent(event)) return;
    if (event.type === 'StorySubmitted') {
      const { data } = event;
      put(changes, {
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
    put(changes, { ...after, version: streamVersion }, (await changes.get(listedStories, before.id))?.isHidden);
  },
};

function put(changes: Changes, document: StoryDocument, isHidden = document.import !== null): void {
  const { text: _text, names: _names, codeHash: _code, ...facts } = document;
  changes.put(stories, document);
  changes.put(listedStories, { ...facts, isHidden });
}

const shownAtOnce = 1_000;

/** All of an import's stories in the one change that its end makes. */
async function show(id: string, changes: Changes): Promise<void> {
  for (;;) {
    const hidden = await changes.find(listedStories, {
      index: 'byImport',
      equals: { import: id, isHidden: true },
      limit: shownAtOnce,
    });
    for (const document of hidden) changes.put(listedStories, { ...document, isHidden: false });
    if (hidden.length < shownAtOnce) return;
  }
}
