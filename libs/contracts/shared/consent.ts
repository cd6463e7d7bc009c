/** Audiences are a set: each is answered alone, none implies another. */
export type ConsentAudience = 'panel' | 'organisation' | 'partner' | 'public';
export const consentAudiences = [
  'panel',
  'organisation',
  'partner',
  'public',
] as const satisfies readonly ConsentAudience[];

export type ConsentUse = 'quote' | 'translate' | 'media' | 'contact-again' | 'ask-others' | 'research-archive';
export const consentUses = [
  'quote',
  'translate',
  'media',
  'contact-again',
  'ask-others',
  'research-archive',
] as const satisfies readonly ConsentUse[];

/** Someone who may not read it, whatever the audiences say. `team`: whoever reads on a panel of the programme, by its id. */
export interface ConsentExclusion {
  readonly kind: 'person' | 'team' | 'organisation';
  readonly id: string;
}

/** One answer about one story. A later answer replaces it whole. */
export interface Consent {
  /** An audience that is absent was not consented to. `named`: the teller's name may be shown to it. */
  readonly audiences: Readonly<Partial<Record<ConsentAudience, { readonly named: boolean }>>>;
  readonly exclusions: readonly ConsentExclusion[];
  readonly uses: readonly ConsentUse[];
  /** Wording the teller saw, and in which language. */
  readonly wordingVersion: number;
  readonly language: 'en' | 'cy';
  /** ISO 8601. */
  readonly answeredAt: string;
  /** `own`: the teller answered; `collector`: written down by a collector; `file`: came with an import. */
  readonly how: 'own' | 'collector' | 'file';
}
