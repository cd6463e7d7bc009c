import { consentAudiences, type Consent, type ConsentAudience } from '#contracts/shared/consent.js';

type Answers = Readonly<Partial<Record<ConsentAudience, { readonly named: boolean } | undefined>>>;

/** Only the audiences that were answered with yes: one that is absent was not consented to. */
export const audiencesOf = (answers: Answers): Consent['audiences'] =>
  Object.fromEntries(
    consentAudiences.flatMap((audience) => {
      const answer = answers[audience];
      return answer === undefined ? [] : [[audience, { named: answer.named }]];
    }),
  );
