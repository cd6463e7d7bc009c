import type { ReplacingAct } from './replace-code.command.js';

/** The act a form or the API names; undefined where it is none, or nothing says how it was checked. */
export function actIn(kind: string, checked: string): ReplacingAct | undefined {
  switch (kind) {
    case 'ask':
      return checked === 'channel' || checked === 'person' ? { kind, checked } : undefined;
    case 'confirm':
    case 'stop':
    case 'open-sheet':
    case 'posted':
      return { kind };
    default:
      return undefined;
  }
}
