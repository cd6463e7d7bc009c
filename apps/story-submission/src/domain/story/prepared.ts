interface BeforePanels {
  readonly moderation: string;
  readonly waitsUntil: string | null;
  readonly heldFor: readonly string[];
  readonly redaction: object | null;
}

/** Read by a trained person, its teller's time over, and neither a concern nor words still to be agreed in the way. */
export const isPrepared = ({ moderation, waitsUntil, heldFor, redaction }: BeforePanels): boolean =>
  moderation === 'cleared' && waitsUntil === null && heldFor.length === 0 && redaction === null;
