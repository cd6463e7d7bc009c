import { setTimeout } from 'node:timers/promises';

/** As long as a consumer group may need to agree who takes what. */
const withinMs = 30_000;

/** What one service has said reaches another a moment later: tried again for as long as that may take. */
export async function eventually<Result>(act: () => Promise<Result>): Promise<Result> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (performance.now() >= until) throw error;
      await setTimeout(50);
    }
  }
}
