import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormError, type ValuesOf } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import {
  afterDeathWishes,
  helpers,
  lostCodeWays,
  mayTellAtTheirAge,
  places,
} from '../domain/over-time/circumstances.js';
import { asked, type Asked, type Part } from './asked.js';

const longestName = 500;
const longestAddress = 1_000;
const name = { limit: { characters: longestName, words: 'name-too-long' } };
const address = { limit: { characters: longestAddress, words: 'address-too-long' } };

const ageFields = (adults: readonly string[]) => ({
  isOldEnough: choice({ options: ['yes', 'no'], required: 'age-missing' }),
  adult: choice({ options: adults }),
  adultName: text(name),
});

export const ageForm = (design: ProgrammeDesign) => defineForm(ageFields(design.consentOverTime?.adults ?? []));

/** Asked beside who may read it: it says how far a yes goes at first. */
export const placeField = choice({ options: places });
export const placeForm = defineForm({ place: placeField });

const fields = {
  helper: choice({ options: helpers }),
  helperName: text(name),
  lostCode: choice({ options: lostCodeWays }),
  ownAddress: longText(address),
  afterDeath: choice({ options: afterDeathWishes }),
  trustedName: text(name),
  trustedAddress: longText(address),
};

/** All of it may be left out. */
export const circumstancesForm = defineForm(fields);

const legend = (said: string) => ({ legend: { text: said, classes: 'nhsuk-fieldset__legend--m' } });

/** “Are you N or older?”, and who is with you if not: nobody's age is asked. */
export function askedAge(design: ProgrammeDesign): Asked {
  const settings = design.consentOverTime;
  const age = settings?.youngestAge ?? 0;
  const mayWithAdult = settings?.below === 'with-adult';
  return asked(
    ageForm(design),
    (shown, words) => ({
      heading: words('age'),
      paragraphs: [words('age-why')],
      parts: [
        {
          kind: 'radios',
          params: macroParams({
            ...shown.isOldEnough,
            fieldset: legend(words('age-older', { age })),
            items: [
              { value: 'yes', text: words('age-yes') },
              { value: 'no', text: words('age-no') },
            ],
          }),
        },
        ...(mayWithAdult
          ? [
              {
                kind: 'radios' as const,
                params: macroParams({
                  ...shown.adult,
                  fieldset: legend(words('adult')),
                  hint: { text: words('adult-hint') },
                  items: (settings?.adults ?? []).map((value) => ({ value, text: words(`adult-${value}`) })),
                }),
              },
              {
                kind: 'input' as const,
                params: macroParams({
                  ...shown.adultName,
                  label: { text: words('adult-name') },
                  hint: { text: words('people-name-hint') },
                  spellcheck: false,
                }),
              },
            ]
          : []),
      ],
    }),
    ({ isOldEnough, adult }) => {
      const said = {
        isOldEnough: isOldEnough === 'yes',
        adult: settings?.adults.find((each) => each === adult) ?? null,
      };
      const refusal = mayTellAtTheirAge(settings, said);
      if (refusal === undefined) return undefined;
      return { kind: 'refused', field: refusal.field ?? 'isOldEnough', refusal };
    },
  );
}

export const askedPlace = (shown: Shown, words: Words): Part => ({
  kind: 'radios',
  params: radiosOf(shown, 'place', places, words),
});

/** Three things on one page, each to be left out. */
export const askedCircumstances = (): Asked =>
  asked(
    circumstancesForm,
    (shown, words) => ({
      heading: words('circumstances'),
      paragraphs: [words('circumstances-free')],
      parts: [
        { kind: 'radios', params: radiosOf(shown.helper, 'helper', helpers, words) },
        { kind: 'input', params: nameOf(shown.helperName, 'helper-name', words) },
        ...wishParts(shown, words),
      ],
    }),
    ({ lostCode, ownAddress, afterDeath, trustedName, trustedAddress }) =>
      wishesAreWhole({ lostCode, ownAddress, afterDeath, trustedName, trustedAddress }),
  );

type Fields = typeof fields;
type Wished = Pick<ValuesOf<Fields>, 'lostCode' | 'ownAddress' | 'afterDeath' | 'trustedName' | 'trustedAddress'>;

/** The channel needs an address, and a person a name and an address. */
export function wishesAreWhole({
  lostCode,
  ownAddress,
  afterDeath,
  trustedName,
  trustedAddress,
}: Wished): FormError | undefined {
  const wrong = (field: string, words: string): FormError => ({ kind: 'wrong', field, wrong: { words } });
  if (lostCode === 'channel' && isBlank(ownAddress)) return wrong('ownAddress', 'own-address-missing');
  if (lostCode !== 'person' && afterDeath !== 'ask') return undefined;
  if (isBlank(trustedName)) return wrong('trustedName', 'trusted-name-missing');
  return isBlank(trustedAddress) ? wrong('trustedAddress', 'trusted-address-missing') : undefined;
}

const isBlank = (typed: string | undefined): boolean => (typed ?? '').trim() === '';

type Shown = Parameters<typeof macroParams>[0];
type WishFields = Readonly<Record<'lostCode' | 'ownAddress' | 'afterDeath' | 'trustedName' | 'trustedAddress', Shown>>;

const radiosOf = (shown: Shown, key: string, options: readonly string[], words: Words) =>
  macroParams({
    ...shown,
    fieldset: legend(words(key)),
    hint: { text: words(`${key}-hint`) },
    items: options.map((value) => ({ value, text: words(`${key}-${value}`) })),
  });

const nameOf = (shown: Shown, key: string, words: Words) =>
  macroParams({ ...shown, label: { text: words(key) }, hint: { text: words('people-name-hint') }, spellcheck: false });

const addressOf = (shown: Shown, key: string, words: Words) =>
  macroParams({ ...shown, label: { text: words(key) }, hint: { text: words(`${key}-hint`) }, rows: 3 });

/** What a teller wants later: asked while telling, and shown again on a page of their own. */
export const wishParts = (shown: WishFields, words: Words) => [
  { kind: 'radios' as const, params: radiosOf(shown.lostCode, 'lost-code', lostCodeWays, words) },
  { kind: 'textarea' as const, params: addressOf(shown.ownAddress, 'own-address', words) },
  { kind: 'radios' as const, params: radiosOf(shown.afterDeath, 'after-death', afterDeathWishes, words) },
  { kind: 'input' as const, params: nameOf(shown.trustedName, 'trusted-name', words) },
  { kind: 'textarea' as const, params: addressOf(shown.trustedAddress, 'trusted-address', words) },
];
