import { seeFramework } from '#contracts/programme-design/addresses.js';
import type { ThemeDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import type { ChoicesParams } from '#web/forms/choice-fields.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { langOf } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import { codePassagePage, recommendActionPage, seeThemes } from '../../addresses.js';
import { impactReportingErrors } from '../../errors.js';
import { partName, passagesShown, storyTextView } from '../../reading-story/story-text.js';
import { codeStoryForm } from './code-story.form.js';
import { ripples } from './ripples.js';
import type { StoryThemes } from './see-story-themes.query.js';
import { themeBoxes, themeLabel } from '../../theme-boxes.js';

export const dones = ['coded', 'passage-coded', 'passage-off'] as const;
type Done = (typeof dones)[number];

export function codeStoryView(seen: StoryThemes, state: FormState | undefined, done: Done | undefined, words: Words) {
  const { language } = words;
  const { form, filled, nameOf } = codeStoryForm(seen);
  const { errors, fields } = showForm(form, state ?? filled(), words, impactReportingErrors);
  const all: Readonly<Record<string, ChoicesParams>> = fields;
  const programme = seen.programme.id;
  const inUse = seen.framework.themes;
  const boxes = (name: string, legend: object) =>
    macroParams({
      idPrefix: name,
      name,
      fieldset: { legend },
      items: themeBoxes(inUse, typed(name), language),
      errorMessage: all[name]?.errorMessage,
    });
  const typed = (name: string): readonly string[] => {
    const value = (state ?? filled()).typed[name];
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  };
  const felt = [...(seen.coding?.themes ?? []), ...(seen.coding?.passages ?? []).flatMap((each) => each.themes)];
  const { rings, size } = ripples(inUse, felt, language);
  return {
    title: words('title'),
    backLink: seeThemes.to({ language, programme }),
    errors,
    programme: seen.programme.name[language],
    heading: words('heading', { reference: seen.reference }),
    done: done === undefined ? '' : words(`done-${done}`),
    withheld: seen.withheld === null ? '' : words(`withheld-${seen.withheld}`),
    text: storyTextView(seen, language),
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
    passages: inUse.length > 0 && seen.text !== null ? passagesView(seen, words) : null,
    form:
      inUse.length > 0 && seen.text !== null
        ? {
            heading: words('code'),
            themes: boxes('themes', { text: words('themes'), size: 's' }),
            reasonsHeading: words('reasons'),
            reasonsHint: words('reasons-hint'),
            reasons: seen.reasons.map(({ kind, level, text }, at) => ({
              said: words(`said-${kind}`, { level }),
              paragraphs: paragraphsOf(text),
              fold: foldOf(at + 1, inUse, typed(nameOf(at)), words),
              boxes: boxes(nameOf(at), {
                text: words('reason-themes', { n: at + 1 }),
                classes: 'nhsuk-u-visually-hidden',
              }),
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

/** What is chosen stands outside: nobody has to open ten to see which are done. */
function foldOf(n: number, inUse: readonly ThemeDesign[], chosen: readonly string[], words: Words): string {
  const labels = inUse.filter(({ id }) => chosen.includes(id)).map((theme) => themeLabel(theme, words.language));
  return labels.length === 0
    ? words('reason-not-coded', { n })
    : words('reason-coded', { n, themes: writeList(words.language, labels) });
}

function passagesView(seen: StoryThemes, words: Words) {
  const { language } = words;
  const at = { language, programme: seen.programme.id, story: seen.story };
  const named = (theme: string): string => {
    const found = seen.framework.themes.find(({ id }) => id === theme);
    return found === undefined ? theme : themeLabel(found, language);
  };
  return {
    heading: words('passages'),
    empty: words('no-passages'),
    language: langOf(seen.language),
    action: codePassagePage.to(at),
    items: passagesShown(seen).map(({ number, passage, place, words: quoted }) => ({
      heading: words('passage', { number, themes: writeList(language, passage.themes.map(named)) }),
      part: partName(passage.part, language),
      paragraphs: paragraphsOf(quoted ?? ''),
      earlier:
        quoted === null ? words('passage-earlier', { version: passage.storyVersion, now: seen.storyVersion }) : '',
      place,
      takeOff: words('take-off', { number }),
    })),
    add: { text: words('code-passage'), href: codePassagePage.to(at) },
  };
}
