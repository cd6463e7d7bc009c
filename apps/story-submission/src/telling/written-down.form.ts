import { consentAudiences, type ConsentAudience } from '#contracts/shared/consent.js';
import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { audiencesOf } from '../consent/consent-of.js';
import { extraAsked, longestExtra, type ExtraSaid } from '../domain/extra/extra-answers.js';

/** What a teller answered to somebody who writes it down: from paper, or face to face. */
export const audienceTicks = ['no', 'unnamed', 'named'] as const;
export const yesOrNo = ['no', 'yes'] as const;

const audience = (name: ConsentAudience) => choice({ options: audienceTicks, required: `${name}-missing` });

export const fieldsOfTicks = {
  panel: audience('panel'),
  organisation: audience('organisation'),
  partner: audience('partner'),
  public: audience('public'),
  translate: choice({ options: yesOrNo, required: 'translate-missing' }),
  quote: choice({ options: yesOrNo, required: 'quote-missing' }),
};

type AudiencesTicked = Readonly<Record<ConsentAudience, (typeof audienceTicks)[number]>>;

export const audiencesTicked = (ticks: AudiencesTicked) =>
  audiencesOf(
    Object.fromEntries(
      consentAudiences.filter((each) => ticks[each] !== 'no').map((each) => [each, { named: ticks[each] === 'named' }]),
    ),
  );

export const isNameTicked = (ticks: AudiencesTicked): boolean =>
  consentAudiences.some((each) => ticks[each] === 'named');

export const usesTicked = (ticks: Readonly<Record<'translate' | 'quote', (typeof yesOrNo)[number]>>) =>
  (['translate', 'quote'] as const).filter((use) => ticks[use] === 'yes');

/** The programme's further questions, each as it is written down. */
export const extraForm = (design: ProgrammeDesign) =>
  defineForm(
    Object.fromEntries(
      extraAsked(design).map(({ id }) => [
        id,
        longText({ limit: { characters: longestExtra, words: 'text-too-long' } }),
      ]),
    ),
  );

export const extraSaidIn = (
  design: ProgrammeDesign,
  typed: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, ExtraSaid>> =>
  Object.fromEntries(
    extraAsked(design).map((question) => [question.id, saidOf(question, typed[question.id] ?? '')] as const),
  );

/** Options that were ticked are written one a line. */
const saidOf = ({ kind }: ExtraQuestionDesign, typed: string): ExtraSaid =>
  kind === 'several'
    ? typed
        .split(/[\n;]/)
        .map((each) => each.trim())
        .filter((each) => each !== '')
    : typed.trim();
