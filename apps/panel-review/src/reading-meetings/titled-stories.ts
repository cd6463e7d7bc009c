import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';

import type { SittingState } from '../domain/sitting/state.js';
import { openedStories } from './opened-texts.js';
import { orderOfReading } from './order-of-reading.js';
import type { Who } from './sitting-for.js';

/** A story as a form names it: its title, or its reference where there is none or it is withheld. */
export interface TitledStory {
  readonly story: string;
  readonly reference: string;
  readonly title: string;
  /** Undefined where the title is a reference. */
  readonly language: Language | undefined;
}

/** Those in the sitting now, in the order in which this person reads them. */
export async function titledStories(
  service: ServiceRuntime,
  who: Who,
  sitting: SittingState,
): Promise<readonly TitledStory[]> {
  const order = orderOfReading(sitting, who.person);
  const texts = await openedStories(
    service,
    who,
    order.map(({ story }) => story),
  );
  return order.map(({ story, reference, language }, at) => {
    const read = texts[at];
    const title = read !== undefined && 'text' in read ? read.text.title : null;
    return title === null
      ? { story, reference, title: reference, language: undefined }
      : { story, reference, title, language: language === 'cy' ? 'cy' : 'en' };
  });
}

/** For radios and checkboxes. */
export const storyOption = ({ story, reference, title, language }: TitledStory) => ({
  value: story,
  text: title,
  ...(language === undefined ? {} : { label: { attributes: { lang: language } }, hint: { text: reference } }),
});
