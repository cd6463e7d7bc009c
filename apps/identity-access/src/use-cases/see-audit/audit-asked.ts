import { textIn } from '#web/forms/typed-text.js';

import type { AuditAsked } from './see-audit.query.js';

/** From the query of an address; what is empty or no single text was not asked. */
export function auditAskedOf(query: unknown): AuditAsked & { readonly after: string | undefined } {
  const asked = (name: string): string | undefined => {
    const text = textIn(query, name).trim();
    return text === '' ? undefined : text;
  };
  return {
    person: asked('person'),
    act: asked('act'),
    object: asked('object'),
    from: asked('from'),
    to: asked('to'),
    after: asked('after'),
  };
}
