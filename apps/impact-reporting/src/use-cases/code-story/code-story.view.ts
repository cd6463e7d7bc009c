import { seeFramework } from '#contracts/programme-design/addresses.js';
import type { ThemeDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { recommendActionPage, seeThemes } from '../../addresses.js';
import { impactReportingErrors } from '../../errors.js';
import { codeStoryForm } from './code-story.form.js';
import { ripples } from './ripples.js';
import type { StoryThemes } from './see-story-themes.query.js';

export function codeStoryView(seen: StoryThemes, state: FormState | undefined, isDone: boolean, words: Words) {
  const { language } = words;
  const { form, filled, nameOf } = codeStoryForm(seen);
  const { errors, fields } = showForm(form, state ?? filled(), words, impactReportingErrors);
  const programme = seen.programme.id;
  const inUse = seen.framework.themes;
  const items = (chosen: readonly string[]) =>
    inUse
      .filter(({ id, isRetired }) => !isRetired || chosen.includes(id))
      .map((theme) => ({
        value: theme.id,
        text: labelOf(theme, words),
        hint: theme.description[language] === '' ? undefined : { text: theme.description[language] },
        checked: chosen.includes(theme.id),
      }));
  const boxes = (name: string, chosen: readonly string[], legend: string) =>
    macroParams({
      idPrefix: name,
      name,
      fieldset: { legend: { text: legend, size: 's' } },
      items: items(chosen),
      errorMessage: undefined,
    });
  const typed = (name: string): readonly string[] => {
    const value = (state ?? filled()).typed[name];
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  };
  const { rings, size } = ripples(inUse, seen.coding?.themes ?? [], language);
  const isOneLanguage = seen.language === 'en' || seen.language === 'cy';
  return {
    title: words('title'),
    backLink: seeThemes.to({ language, programme }),
    errors,
    programme: seen.programme.name[language],
    heading: words('heading', { reference: seen.reference }),
    done: isDone ? words('done') : '',
    withheld: seen.withheld === null ? '' : words(`withheld-${seen.withheld}`),
    language: isOneLanguage ? seen.language : '',
    storyTitle: seen.text?.title ?? '',
    notes:
      seen.text === null || seen.text.contentNotes.length === 0
        ? ''
        : words('notes', { notes: seen.text.contentNotes.join(', ') }),
    read: words('read'),
    paragraphs: seen.text === null ? [] : paragraphsOf(seen.text.narrative),
    whyHeading: words('why'),
    why: seen.text?.whySignificant === null || seen.text === null ? [] : paragraphsOf(seen.text.whySignificant),
    noThemes:
      inUse.length === 0
        ? { text: words('no-themes'), link: words('choose-themes'), href: seeFramework.to({ language, programme }) }
        : null,
    ripples: {
      heading: words('ripples'),
      explanation: words('ripples-explanation'),
      isThere: rings.length > 0,
      size,
      middle: size / 2,
      rings: rings.map(({ radius, isFelt, number }) => ({
        radius,
        number,
        y: size / 2 - radius + 18,
        mark: isFelt ? 'newid-ripple--felt' : 'newid-ripple',
      })),
      caption: words('ripples-caption'),
      head: [words('circle'), words('felt')],
      rows: [...rings].reverse().map(({ name, number, isFelt }) => ({
        circle: words('ring', { number, name }),
        felt: words(isFelt ? 'is-felt' : 'is-not-felt'),
      })),
    },
    form:
      inUse.length > 0 && seen.text !== null
        ? {
            heading: words('code'),
            themes: macroParams({
              ...boxes('themes', typed('themes'), words('themes')),
              errorMessage: fields.themes.errorMessage,
            }),
            reasons: seen.reasons.map(({ kind, level, text }, at) => ({
              said: words(`said-${kind}`, { level }),
              paragraphs: paragraphsOf(text),
              boxes: boxes(nameOf(at), typed(nameOf(at)), words('reason-themes', { n: at + 1 })),
            })),
            send: words('send'),
          }
        : null,
    recommend: {
      text: words('recommend'),
      href: recommendActionPage.to({ language, programme }, { story: seen.reference, period: seen.period }),
    },
  };
}

/** Markers stand under their heading: `Presence of lived experience: in the room`. */
function labelOf({ name, group, isRetired }: ThemeDesign, words: Words): string {
  const { language } = words;
  const label =
    group === undefined ? name[language] : words('in-group', { group: group[language], name: name[language] });
  return isRetired ? words('retired', { label }) : label;
}
