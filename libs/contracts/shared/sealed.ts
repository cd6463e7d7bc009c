/** Each class has a key of its own, so that one can be shown, or destroyed, without the others. */
export type TextClass = 'text' | 'name' | 'contact' | 'original' | 'reason' | 'ballot' | `medium:${string}`;

/** Personal text as it stands in events, views, messages: AES-256-GCM, bound to owner, class and version. */
export interface Sealed {
  readonly class: TextClass;
  /** Version of the text within its owner, from 1. */
  readonly version: number;
  /** Base64 of nonce (12 bytes), ciphertext and tag (16 bytes) of the JSON of the value. */
  readonly box: string;
}
