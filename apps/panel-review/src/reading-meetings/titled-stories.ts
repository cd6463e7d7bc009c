import type { SomeoneAsking } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';
import { inItsLanguage } from '#web/rendering/in-its-language.js';
import type { Words } from '#web/words/words.js';

import type { SittingState } from '../domain/sitting/state.js';
import { openedStories, readerOn, type PanelReader } from './opened-texts.js';
import { orderOfReading } from './order-of-reading.js';

/** What is known of a story without its text. */
export interface StoryNamed {
  readonly story: string;
  readonly reference: string;
  readonly language: string;
}

/** A story as a form names it: its title, or its reference where there is none or it is withheld. */
export interface TitledStory {
  readonly story: string;
  readonly reference: string;
  readonly title: string;
  /** Undefined where the title is a reference. */
  readonly language: Language | undefined;
}

/** Those in the sitting now, in the order in which this person reads them. */
export const titledStories = (
  service: ServiceRuntime,
  who: SomeoneAsking,
  sitting: SittingState,
): Promise<readonly TitledStory[]> =>
  titled(service, readerOn(sitting.opened, who), orderOfReading(sitting, who.person));

/** With their titles, in their order. */
export async function titled(
  service: ServiceRuntime,
  reader: PanelReader,
  named: readonly StoryNamed[],
): Promise<readonly TitledStory[]> {
  const texts = await openedStories(
    service,
    reader,
    named.map(({ story }) => story),
  );
  return named.map(({ story, reference, language }, at) => {
    const read = texts[at];
    const title = read !== undefined && 'text' in read ? read.text.title : null;
    return title === null
      ? { story, reference, title: reference, language: undefined }
      : { story, reference, title, language: language === 'cy' ? 'cy' : 'en' };
  });
}

/** For a sentence of a page. */
export const titleWithin = ({ title, language }: TitledStory, words: Words): string =>
  inItsLanguage(title, language, words);

/** For radios and checkboxes. */
export const storyOption = ({ story, reference, title, language }: TitledStory) => ({
  value: story,
  text: title,
  ...(language === undefined ? {} : { label: { attributes: { lang: language } }, hint: { text: reference } }),
});
