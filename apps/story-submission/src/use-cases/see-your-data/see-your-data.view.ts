import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { extraShown } from '#service-kit/stories/extra-said.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { langOf, nameOfLanguage } from '#web/language.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeDateAndTime, writeNumber } from '#web/written.js';

import { findingWords } from '../../checking/finding-words.js';
import type { StoryVersion, ToldBackHeld, YourData } from '../../rights/data-held.js';
import { lineOfCould, panelIn, readersWords, rowsOfReadings } from '../../readers/lines-of-readers.js';
import { lineOfStep, stepWords } from '../../rights/line-of-step.js';
import { requestWords } from '../../rights/request-said.js';
import { questionWords } from '../../telling/questions.js';

export interface Section {
  readonly heading: string;
  readonly parts: readonly { readonly text: string; readonly lang: string }[];
}

const ours = (text: string): Section['parts'][number] => ({ text, lang: '' });

/** The same for the page and for the file that is saved: headings, and paragraphs under each. */
export function sectionsOf(data: YourData, design: ProgrammeDesign | undefined, words: Words): readonly Section[] {
  const { language } = words;
  const own = langOf(data.language);
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
    ...reachSection(data, words),
    ...data.toldBack.map((said) => toldBackSection(said, design, words)),
    ...checkedSection(data, design, words),
    ...legalHoldsSection(data, words),
    ...creditsSection(data, words),
    {
      heading: words('consent'),
      parts: data.consentHistory.map((step) => ours(lineOfStep(step, stepWords[language], design?.timezone))),
    },
    ...readersSections(data, design, words),
    {
      heading: words('asked'),
      parts:
        data.requests.length === 0
          ? [ours(words('asked-nothing'))]
          : data.requests.flatMap((request) => [
              ours(
                words(`asked-${request.outcome ?? 'open'}`, {
                  right: requestWords[language](`right-${request.right}`),
                  received: writeDate(language, request.receivedOn),
                  by: writeDate(language, request.closedOn ?? request.dueOn),
                }),
              ),
              ...(request.words === null ? [] : [ours(words('you-wrote', { text: request.words }))]),
              ...(request.identity === null
                ? []
                : [
                    ours(
                      words('identity-checked', {
                        date: writeDate(language, request.identity.on),
                        how: requestWords[language](`identity-${request.identity.how}`),
                      }),
                    ),
                  ]),
              ...(request.because === null ? [] : [ours(words('takes-longer', { text: request.because }))]),
              ...(request.answer === null ? [] : [ours(words('we-answered', { text: request.answer }))]),
            ]),
    },
    {
      heading: words('not-in-it'),
      parts: ['not-in-it-notes', 'not-in-it-panels', 'not-in-it-ask'].map((key) => ours(words(key))),
    },
  ];
}

function laterSection({ later }: YourData, words: Words): readonly Section[] {
  const { place, lostCode, afterDeath, trusted } = later;
  const asked = questionWords[words.language];
  const said = (key: string, value: string | null): readonly string[] =>
    value === null ? [] : [`${asked(key)} ${asked(`${key}-${value}`)}`];
  const lines = [
    ...said('place', place),
    ...said('lost-code', lostCode),
    ...said('after-death', afterDeath),
    ...(trusted === null ? [] : [words('trusted', { who: [trusted.name, ...trusted.address.split('\n')].join(', ') })]),
  ];
  return lines.length === 0 ? [] : [{ heading: words('later'), parts: lines.map(ours) }];
}

function reachSection({ reach }: YourData, words: Words): readonly Section[] {
  if (reach === null) return [];
  const { channel, language, isStopped, address, safely } = reach;
  const written = address === null ? words('reach-gone') : address.split('\n').join(', ');
  const lines = [
    isStopped ? words('reach-stopped') : words(`reach-${channel ?? 'page'}`, { address: written }),
    ...(language === null ? [] : [words('reach-language', { language: nameOfLanguage[language] })]),
    ...(safely === null ? [] : [words('reach-safely', { text: safely })]),
  ];
  return [{ heading: words('reach'), parts: lines.map(ours) }];
}

function toldBackSection(
  { panel, closedAt, isSeen, wording, membersSaid, answers }: ToldBackHeld,
  design: ProgrammeDesign | undefined,
  words: Words,
): Section {
  const dated = (at: string): string => writeDate(words.language, at, design?.timezone);
  const gone = words('told-back-gone');
  return {
    heading: words('told-back', { panel: panelIn(design, panel, words), date: dated(closedAt) }),
    parts: [
      ...(isSeen ? paragraphsOf(wording ?? gone) : [words('told-back-waits')]),
      ...membersSaid.map((text) => words('member-said', { text })),
      ...answers.map(({ at, text }) => words('you-answered', { date: dated(at), text: text ?? gone })),
    ].map(ours),
  };
}

function checkedSection({ checked }: YourData, design: ProgrammeDesign | undefined, words: Words): readonly Section[] {
  if (checked === null) return [];
  const { asked, agrees, found, added } = checked;
  const said = findingWords[words.language];
  const dated = (at: string): string => writeDate(words.language, at, design?.timezone);
  const answered = agrees === null ? said('asks-now') : said(agrees ? 'you-agreed' : 'you-did-not');
  const parts = [
    ...(asked === null ? [] : [words('asked-others', { text: asked }), answered]),
    ...(found === null
      ? [words('check-waits')]
      : [said('found-on', { date: dated(found.at) }), said(`finding-${found.finding}`), found.note ?? said('gone')]),
    ...added.map(({ at, text }) => words('you-added', { date: dated(at), text: text ?? said('gone') })),
  ];
  return [{ heading: said('heading'), parts: parts.map(ours) }];
}

function legalHoldsSection({ legalHolds }: YourData, words: Words): readonly Section[] {
  if (legalHolds.length === 0) return [];
  const parts = legalHolds.flatMap(({ of, until, why }) => [
    ours(words(`held-${of}`, { date: writeDate(words.language, until) })),
    ...(why === null ? [] : [ours(words('held-why', { text: why }))]),
  ]);
  return [{ heading: words('held-by-law'), parts }];
}

function creditsSection({ credits }: YourData, words: Words): readonly Section[] {
  const parts = credits.map(({ kind, as, name }) => ours(words(`${as}-${kind}`, { name: name ?? words('erased') })));
  return parts.length === 0 ? [] : [{ heading: words('credits'), parts }];
}

function readersSections(
  { readers: { could, purposes, did, looked } }: YourData,
  design: ProgrammeDesign | undefined,
  words: Words,
): readonly Section[] {
  const said = readersWords[words.language];
  const read = rowsOfReadings(did, looked, design, said);
  const orElse = (lines: readonly string[], none: string) => (lines.length === 0 ? [said(none)] : lines).map(ours);
  return [
    {
      heading: said('could'),
      parts: orElse(
        could.map((one) => lineOfCould(one, design, said)),
        'could-nobody',
      ),
    },
    {
      heading: said('purposes'),
      parts: orElse(
        purposes.map((purpose) => said(`purpose-${purpose}`)),
        'purposes-none',
      ),
    },
    {
      heading: said('did'),
      parts: [
        ...orElse(
          read.map(([when, who, what]) => words('read-on', { when, who, what })),
          'did-none',
        ),
        ours(said('did-limits')),
      ],
    },
  ];
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

/** Where it is shown, and to whom. */
export interface CopyShown {
  readonly backLink: string;
  readonly lead: string;
  readonly careful: string;
  readonly file: (format: 'text' | 'json') => string;
}

export function seeYourDataView(
  data: YourData,
  design: ProgrammeDesign | undefined,
  words: Words,
  { backLink, lead, careful, file }: CopyShown,
) {
  return {
    ...{ title: words('title'), backLink, heading: words('heading'), lead },
    files: {
      heading: words('files'),
      items: (['text', 'json'] as const).map((format) => ({
        text: words(`file-${format}`),
        href: file(format),
      })),
      careful,
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
