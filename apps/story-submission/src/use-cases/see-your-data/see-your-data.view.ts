import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { extraShown } from '#service-kit/stories/extra-said.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { nameOfLanguage } from '#web/language.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeDateAndTime, writeNumber } from '#web/written.js';

import { useYourRights, yourDataFile } from '../../addresses.js';
import type { StoryVersion, YourData } from '../../rights/your-data.js';
import { lineOfStep } from '../../rights/line-of-step.js';

export interface Section {
  readonly heading: string;
  readonly parts: readonly { readonly text: string; readonly lang: string }[];
}

/** The same for the page and for the file that is saved: headings, and paragraphs under each. */
export function sectionsOf(data: YourData, design: ProgrammeDesign | undefined, words: Words): readonly Section[] {
  const { language } = words;
  const own = data.language === 'en' || data.language === 'cy' ? data.language : '';
  const ours = (text: string) => ({ text, lang: '' });
  const theirs = (text: string) => ({ text, lang: own });
  const nameIn = (from: readonly { id: string; name: { en: string; cy: string } }[] | undefined, id: string | null) =>
    from?.find((each) => each.id === id)?.name[language] ?? id ?? words('none');
  return [
    {
      heading: words('facts'),
      parts: [
        words('reference', { reference: data.reference }),
        words('programme', { name: design?.name[language] ?? data.programme }),
        words('period', { name: nameIn(design?.periods, data.period) }),
        words('kind', { name: nameIn(design?.domains, data.domain) }),
        words('told', { date: writeDate(language, data.toldOn) }),
        words('route', { route: words(`route-${data.route}`) }),
        words(`state-${data.state}`),
        ...(data.names?.teller === undefined || data.names.teller === null
          ? [words('no-name')]
          : [words('name', { name: data.names.teller })]),
        ...(data.contact === undefined || data.contact === null ? [] : [words('contact', { contact: data.contact })]),
      ].map(ours),
    },
    ...data.versions.map((version) => ({
      heading: words('version', {
        number: version.storyVersion,
        when: writeDateAndTime(language, new Date(version.at), design?.timezone),
      }),
      parts: version.text === null ? [ours(words('erased'))] : textParts(version, words).map(theirs),
    })),
    ...data.translations.map(({ language: into, storyVersion, at, text }) => ({
      heading: words('translation', {
        language: nameOfLanguage[into],
        number: storyVersion,
        when: writeDateAndTime(language, new Date(at), design?.timezone),
      }),
      parts: [text?.title, text?.narrative, text?.whySignificant].flatMap((part) =>
        paragraphsOf(part ?? '').map((paragraph) => ({ text: paragraph, lang: into })),
      ),
    })),
    ...(data.proposed === null
      ? []
      : [{ heading: words('proposed'), parts: paragraphsOf(data.proposed.narrative).map(theirs) }]),
    ...data.stillSo.map(({ months, answer, at, text }) => ({
      heading: words('still-so', { n: months, date: writeDate(language, at, design?.timezone) }),
      parts: [ours(words(`still-so-${answer}`)), ...paragraphsOf(text ?? '').map(theirs)],
    })),
    ...(data.state === 'erased' ? [] : data.media).map(({ kind, bytes, words: said }, at) => ({
      heading: words(`medium-${kind}`, { number: at + 1 }),
      parts: [
        ours(words('medium-where', { n: writeNumber(language, Math.ceil((10 * bytes) / 1_048_576) / 10) })),
        ...paragraphsOf(said ?? '').map(theirs),
      ],
    })),
    ...laterSection(data, words),
    {
      heading: words('consent'),
      parts: data.consentHistory.map((step) => ours(lineOfStep(step, words, design?.timezone))),
    },
    {
      heading: words('asked'),
      parts:
        data.requests.length === 0
          ? [ours(words('asked-nothing'))]
          : data.requests.flatMap((request) => [
              ours(
                words(`asked-${request.outcome ?? 'open'}`, {
                  right: words(`right-${request.right}`),
                  received: writeDate(language, request.receivedOn),
                  by: writeDate(language, request.closedOn ?? request.dueOn),
                }),
              ),
              ...(request.words === null ? [] : [ours(words('you-wrote', { text: request.words }))]),
              ...(request.because === null ? [] : [ours(words('takes-longer', { text: request.because }))]),
              ...(request.answer === null ? [] : [ours(words('we-answered', { text: request.answer }))]),
            ]),
    },
  ];
}

function laterSection({ later }: YourData, words: Words): readonly Section[] {
  const { place, lostCode, afterDeath, trusted } = later;
  const said = (key: string, value: string | null): readonly string[] =>
    value === null ? [] : [`${words(key)} ${words(`${key}-${value}`)}`];
  const lines = [
    ...said('place', place),
    ...said('lost-code', lostCode),
    ...said('after-death', afterDeath),
    ...(trusted === null ? [] : [words('trusted', { who: [trusted.name, ...trusted.address.split('\n')].join(', ') })]),
  ];
  return lines.length === 0 ? [] : [{ heading: words('later'), parts: lines.map((text) => ({ text, lang: '' })) }];
}

const textParts = ({ text, original }: StoryVersion, words: Words): readonly string[] => {
  if (text === null) return [];
  const { title, narrative, whySignificant, place, recommendation, contentNotes, notes } = text;
  const labelled = (key: string, value: string | null): readonly string[] =>
    value === null || value === '' ? [] : [words(key, { text: value })];
  return [
    ...labelled('text-title', title),
    ...paragraphsOf(narrative),
    ...labelled('text-why', whySignificant),
    ...labelled('text-place', place),
    ...labelled('text-recommendation', recommendation),
    ...labelled('text-notes', [...contentNotes, ...(notes === null ? [] : [notes])].join('; ')),
    ...extraShown(text, words.language).map(({ asked, lines }) =>
      words('text-extra', { asked, text: lines.join(' ') }),
    ),
    ...labelled('text-original', original?.narrative ?? null),
  ];
};

export function seeYourDataView(data: YourData, design: ProgrammeDesign | undefined, words: Words) {
  const { language } = words;
  return {
    title: words('title'),
    backLink: useYourRights.to({ language }),
    heading: words('heading'),
    lead: words('lead'),
    files: {
      heading: words('files'),
      items: (['text', 'json'] as const).map((format) => ({
        text: words(`file-${format}`),
        href: yourDataFile.to({ language, format }),
      })),
      careful: words('files-careful'),
    },
    sections: sectionsOf(data, design, words),
  };
}

/** As a file of plain text: what the page says, a line for each paragraph. */
export const asPlainText = (data: YourData, design: ProgrammeDesign | undefined, words: Words): string =>
  [
    words('heading'),
    words('made', { when: writeDateAndTime(words.language, new Date(data.madeAt), design?.timezone) }),
    ...sectionsOf(data, design, words).flatMap(({ heading, parts }) => ['', heading, ...parts.map(({ text }) => text)]),
    '',
  ].join('\r\n');
