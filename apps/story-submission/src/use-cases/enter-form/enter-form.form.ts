import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type ValuesOf } from '#web/forms/form.js';
import { date, wholeNumber } from '#web/forms/number-fields.js';
import { longText, text } from '#web/forms/text-fields.js';

import { contactOf, isMailAddress } from '../../telling-back/contact-given.js';
import type { ContactGiven } from '../../domain/contact/contact.js';
import { nothingTold } from '../../telling/circumstances-told.js';
import {
  audiencesTicked,
  extraSaidIn,
  fieldsOfTicks,
  isNameTicked,
  usesTicked,
  yesOrNo,
} from '../../telling/written-down.form.js';
import type { FilledForm } from './enter-form.command.js';

const line = { limit: { characters: 500, words: 'line-too-long' } };
const long = { limit: { characters: 100_000, words: 'text-too-long' } };
export const ways = ['none', 'mail', 'letter', 'page'] as const;
export const spokenLanguages = ['en', 'cy', 'mixed', 'other'] as const;

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
  ...fieldsOfTicks,
  wordingVersion: wholeNumber({ required: 'wording-missing', wrong: 'wording-wrong', least: 1 }),
  consentLanguage: choice({ options: ['en', 'cy'], required: 'language-missing' }),
  tellerName: text(line),
  way: choice({ options: ways, required: 'way-missing' }),
  address: longText({ limit: { characters: 1_000, words: 'text-too-long' } }),
  safely: text(line),
});

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
  const isNamed = isNameTicked(values);
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
      extra: extraSaidIn(design, extra),
      names: { teller: isNamed ? (values.tellerName ?? null) : null, collector: values.writtenBy ?? null },
      consent: {
        audiences: audiencesTicked(values),
        exclusions: [],
        uses: usesTicked(values),
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
