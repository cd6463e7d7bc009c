import type { CollectionRoute } from '../../domain/story/events.js';
import { storyOrders, storyStates, type StoryFilter, type StoryOrder } from './see-stories.query.js';

export const routes = [
  'own',
  'interview',
  'group',
  'staff',
  'transcript',
] as const satisfies readonly CollectionRoute[];

export interface Asked {
  readonly filter: StoryFilter;
  readonly order: StoryOrder;
  readonly after: string | undefined;
}

/** What an address asks for. What it cannot ask for is as if it had not been asked. */
export function askedOf(query: Readonly<Record<string, unknown>>): Asked {
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const oneOf = <Option extends string>(options: readonly Option[], name: string): Option | undefined =>
    options.find((option) => option === query[name]);
  return {
    filter: {
      programme: text('programme'),
      period: text('period'),
      domain: text('domain'),
      route: oneOf(routes, 'route'),
      state: oneOf(storyStates, 'state'),
    },
    order: oneOf(storyOrders, 'order') ?? 'newest',
    after: text('after'),
  };
}
