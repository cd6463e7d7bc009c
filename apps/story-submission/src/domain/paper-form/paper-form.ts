import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

/** Forms printed at one go, each with a code of its own on its tear-off: only the code's hash is kept. */
export type FormsPrinted = DomainEvent<
  'FormsPrinted',
  {
    readonly programme: string;
    readonly period: string;
    readonly language: 'en' | 'cy';
    /** Of the consent that is printed on them. */
    readonly wordingVersion: number;
    readonly forms: readonly { readonly form: string; readonly codeHash: string }[];
  }
>;

/** What somebody wrote on paper was typed in, by whoever acted. */
export type FormEntered = DomainEvent<
  'FormEntered',
  {
    readonly story: string;
    readonly programme: string;
    /** Null: a form without a number. */
    readonly form: string | null;
  }
>;

export type PaperFormEvent = FormsPrinted | FormEntered;

export const paperFormEventTypes = {
  FormsPrinted: { version: 1 },
  FormEntered: { version: 1 },
} as const satisfies Record<PaperFormEvent['type'], { version: number }>;

export const isPaperFormEvent = (event: DomainEvent): event is PaperFormEvent => event.type in paperFormEventTypes;

export const printedStream = (batch: string): string => `paper-forms/${batch}`;
export const enteredStream = (story: string): string => `paper-form/${story}`;

export const mostFormsAtOnce = 50;

export interface PaperForms {
  readonly isPrinted: boolean;
  readonly isEntered: boolean;
}

export const paperFormDecider: Decider<PaperForms, PaperFormEvent> = {
  initialState: { isPrinted: false, isEntered: false },
  evolve: (state, event) => {
    switch (event.type) {
      case 'FormsPrinted':
        return { ...state, isPrinted: true };
      case 'FormEntered':
        return { ...state, isEntered: true };
      default:
        return never(event);
    }
  },
};

/** The codes are shown once: the same forms are never printed again. */
export const printForms = ({ isPrinted }: PaperForms, data: FormsPrinted['data']): Decision<PaperFormEvent> => {
  if (isPrinted) return refuse('forms-printed-already');
  const { length } = data.forms;
  if (length < 1 || length > mostFormsAtOnce) return refuse('forms-too-many', 'count', { most: mostFormsAtOnce });
  return [{ type: 'FormsPrinted', schemaVersion: 1, data }];
};

export const enterForm = ({ isEntered }: PaperForms, data: FormEntered['data']): Decision<PaperFormEvent> =>
  isEntered ? refuse('form-entered-already', 'number') : [{ type: 'FormEntered', schemaVersion: 1, data }];

/** As it is printed: `3F9A-01BC`. Typed in any case, with or without the hyphen; undefined when it cannot be one. */
export function formNumber(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return /^[0-9A-F]{8}$/.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : undefined;
}
