import { setTimeout } from 'node:timers/promises';

/** What one service has said reaches another a moment later: tried again for as long as that may take. */
export async function eventually<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries >= 100) throw error;
      await setTimeout(50);
    }
  }
}
