import { consentAudiences } from '#contracts/shared/consent.js';
import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type ValuesOf } from '#web/forms/form.js';
import { date, wholeNumber } from '#web/forms/number-fields.js';
import { longText, text } from '#web/forms/text-fields.js';

import { extraAsked, type ExtraSaid } from '../../domain/extra/extra-answers.js';
import { contactOf, isMailAddress } from '../../telling-back/contact-given.js';
import type { ContactGiven } from '../../domain/contact/contact.js';
import { nothingTold } from '../../telling/circumstances-told.js';
import { audiencesOf } from '../../consent/consent-of.js';
import type { FilledForm } from './enter-form.command.js';

const line = { limit: { characters: 500, words: 'line-too-long' } };
const long = { limit: { characters: 100_000, words: 'text-too-long' } };
export const audienceTicks = ['no', 'unnamed', 'named'] as const;
export const yesOrNo = ['no', 'yes'] as const;
export const ways = ['none', 'mail', 'letter', 'page'] as const;
export const spokenLanguages = ['en', 'cy', 'mixed', 'other'] as const;

const audience = (name: string) => choice({ options: audienceTicks, required: `${name}-missing` });

/** In the order of the form on paper. */
export const enterForm = defineForm({
  number: text({ limit: { characters: 40, words: 'line-too-long' } }),
  isOldEnough: choice({ options: yesOrNo }),
  narrative: longText({ required: 'narrative-missing' }),
  whySignificant: longText(long),
  title: text(line),
  changeHappenedOn: text(line),
  place: text(line),
  toldOn: date({ required: 'told-on-missing', wrong: 'told-on-wrong' }),
  peopleAffected: wholeNumber({ wrong: 'people-wrong', least: 0, most: 1_000_000 }),
  recommendation: longText({ limit: { characters: 5_000, words: 'text-too-long' } }),
  contentNotes: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
  writtenBy: text(line),
  relation: text(line),
  domain: text(line),
  language: choice({ options: spokenLanguages, required: 'language-missing' }),
  panel: audience('panel'),
  organisation: audience('organisation'),
  partner: audience('partner'),
  public: audience('public'),
  translate: choice({ options: yesOrNo, required: 'translate-missing' }),
  quote: choice({ options: yesOrNo, required: 'quote-missing' }),
  wordingVersion: wholeNumber({ required: 'wording-missing', wrong: 'wording-wrong', least: 1 }),
  consentLanguage: choice({ options: ['en', 'cy'], required: 'language-missing' }),
  tellerName: text(line),
  way: choice({ options: ways, required: 'way-missing' }),
  address: longText({ limit: { characters: 1_000, words: 'text-too-long' } }),
  safely: text(line),
});

/** The programme's further questions, each as it is written down. */
export const extraForm = (design: ProgrammeDesign) =>
  defineForm(
    Object.fromEntries(
      extraAsked(design).map(({ id }) => [id, longText({ limit: { characters: 10_000, words: 'text-too-long' } })]),
    ),
  );

/** Options that were ticked are written one a line. */
const saidOf = ({ kind }: ExtraQuestionDesign, typed: string): ExtraSaid =>
  kind === 'several'
    ? typed
        .split(/[\n;]/)
        .map((each) => each.trim())
        .filter((each) => each !== '')
    : typed.trim();

export interface Entered {
  readonly values: ValuesOf<(typeof enterForm)['fields']>;
  readonly extra: Readonly<Record<string, string | undefined>>;
}

/** What is wrong with how they may be reached, or the form as a story can be made from it. */
export function filledForm(
  design: ProgrammeDesign,
  { values, extra }: Entered,
  who: string,
): FilledForm | { readonly field: 'address' | 'tellerName'; readonly wrong: string } {
  const contact = contactGiven(values);
  if (contact !== null && 'wrong' in contact) return contact;
  const isNamed = consentAudiences.some((each) => values[each] === 'named');
  if (isNamed && values.tellerName === undefined) return { field: 'tellerName', wrong: 'name-missing' };
  const { title, narrative, whySignificant, place, changeHappenedOn, peopleAffected, recommendation } = values;
  const isWrittenByAnother = values.writtenBy !== undefined;
  return {
    number: values.number ?? null,
    toldOn: values.toldOn,
    contact,
    told: {
      domain: design.domains.find(({ id }) => id === values.domain)?.id ?? null,
      language: values.language,
      route: isWrittenByAnother ? 'interview' : 'own',
      collector: isWrittenByAnother ? who : null,
      circumstances: {
        ...nothingTold,
        isOldEnough: values.isOldEnough === undefined ? null : values.isOldEnough === 'yes',
      },
      text: {
        title: title ?? null,
        narrative,
        whySignificant: whySignificant ?? null,
        place: place ?? null,
        tellerRole: null,
        collectorRole: values.relation ?? null,
        changeHappenedOn: changeHappenedOn ?? null,
        contentNotes: (values.contentNotes ?? '')
          .split('\n')
          .map((note) => note.trim())
          .filter((note) => note !== ''),
        peopleAffected: peopleAffected ?? null,
        recommendation: recommendation ?? null,
        notes: null,
      },
      extra: Object.fromEntries(
        extraAsked(design).map((question) => [question.id, saidOf(question, extra[question.id] ?? '')] as const),
      ),
      names: { teller: isNamed ? (values.tellerName ?? null) : null, collector: values.writtenBy ?? null },
      consent: {
        audiences: audiencesOf(
          Object.fromEntries(
            consentAudiences
              .filter((each) => values[each] !== 'no')
              .map((each) => [each, { named: values[each] === 'named' }]),
          ),
        ),
        exclusions: [],
        uses: (['translate', 'quote'] as const).filter((use) => values[use] === 'yes'),
        wordingVersion: values.wordingVersion,
        language: values.consentLanguage,
        // When they ticked it, not when it was typed in.
        answeredAt: `${values.toldOn}T12:00:00.000Z`,
        how: 'collector',
      },
    },
  };
}

function contactGiven({
  way,
  address,
  safely,
  consentLanguage,
}: Entered['values']): ContactGiven | null | { readonly field: 'address'; readonly wrong: string } {
  if (way === 'none') return null;
  const [mail, letter] = way === 'mail' ? [address, undefined] : [undefined, address];
  if (way === 'mail' && !isMailAddress((address ?? '').trim())) return { field: 'address', wrong: 'mail-missing' };
  const given = contactOf({ way, mail, letter, language: consentLanguage, safely }, consentLanguage);
  if (given === 'stop') return null;
  return 'wrong' in given ? { field: 'address', wrong: 'letter-missing' } : given;
}
