import { actionStates } from '../../domain/action/action.js';
import { actionOrders, type ActionsAsked } from './see-actions.query.js';

/** What an address asks for. What it cannot ask for is as if it had not been asked. */
export function actionsAskedOf(query: Readonly<Record<string, unknown>>): ActionsAsked {
  const { programme } = query;
  return {
    programme: typeof programme === 'string' && programme !== '' ? programme : undefined,
    state: ([...actionStates, 'overdue'] as const).find((state) => state === query['state']),
    order: actionOrders.find((order) => order === query['order']) ?? 'due',
  };
}
