import type { Refusal } from '#contracts/shared/refusal.js';
import type { Fields, Form, FormError, FormState } from '#web/forms/form.js';

/** A form and, with it, the further questions of a programme. */
export interface FormsShown {
  readonly fixed: FormState;
  readonly further: FormState;
}

const extraPrefix = 'extra.';

/** Both are read, and shown again, as one form: a refusal stands in the one that asked what it names. */
export function parseBoth<Of extends Fields, More extends Fields>(form: Form<Of>, more: Form<More>, body: unknown) {
  const [parsed, further] = [form.parse(body), more.parse(body)];
  const typed: FormsShown = {
    fixed: { typed: parsed.typed, errors: [] },
    further: { typed: further.typed, errors: [] },
  };
  return {
    filled: parsed.ok && further.ok ? { values: parsed.values, extra: further.values } : undefined,
    unfilled: { fixed: parsed.ok ? typed.fixed : parsed, further: further.ok ? typed.further : further },
    wrong: (error: FormError): FormsShown => ({ ...typed, fixed: { ...typed.fixed, errors: [error] } }),
    refused: (refusal: Refusal): FormsShown => {
      const { field = '' } = refusal;
      return field.startsWith(extraPrefix)
        ? { ...typed, further: more.refused(further.typed, { ...refusal, field: field.slice(extraPrefix.length) }) }
        : { ...typed, fixed: form.refused(parsed.typed, refusal) };
    },
  };
}
