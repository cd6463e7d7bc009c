/** A part of the pack, the same on the page, in JSON and as a file. */
export type PackPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly { readonly text: string; readonly href?: string }[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export interface PackSection {
  readonly id: string;
  readonly heading: string;
  readonly parts: readonly PackPart[];
}

export const text = (said: string): PackPart => ({ kind: 'text', text: said });
export const heading = (said: string): PackPart => ({ kind: 'heading', text: said });
export const list = (items: readonly string[]): PackPart => ({
  kind: 'list',
  items: items.map((item) => ({ text: item })),
});
