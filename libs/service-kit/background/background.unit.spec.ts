import { setTimeout as after } from 'node:timers/promises';

import { Background } from './background.js';
import type { Turn } from './turn.js';

const quiet = { error: () => undefined };

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await after(10);
}

describe('work in the background', () => {
  const done: string[] = [];
  beforeEach(() => {
    done.length = 0;
  });

  const work = (name: string) => () => {
    done.push(`${name} begins`);
    return Promise.resolve({ stop: async () => void done.push(`${name} ends`) });
  };

  it('of the only process has begun when the start is over, and ends with it', async () => {
    const background = new Background([work('imports'), work('drafts')], quiet);
    await background.start();
    expect(done).toEqual(['imports begins', 'drafts begins']);
    await background.stop();
    expect(done.slice(2)).toEqual(['imports ends', 'drafts ends']);
  });

  it('goes to whichever process has the turn, and is begun anew by one that has it again', async () => {
    let whose = 'nobody';
    const turnOf = (name: string): Turn => ({ isOurs: () => Promise.resolve(whose === name) });
    const one = new Background([work('one')], quiet, turnOf('one'));
    const other = new Background([work('other')], quiet, turnOf('other'));
    await one.start();
    await other.start();
    expect(done).toEqual([]);
    whose = 'one';
    await until(() => done.includes('one begins'));
    whose = 'other';
    await until(() => done.includes('other begins') && done.includes('one ends'));
    done.length = 0;
    whose = 'one';
    await until(() => done.includes('one begins') && done.includes('other ends'));
    await one.stop();
    await other.stop();
    expect(done.filter((each) => each.startsWith('one'))).toEqual(['one begins', 'one ends']);
    expect(done.filter((each) => each.startsWith('other'))).toEqual(['other ends']);
  }, 20_000);

  it('is kept while the storage of the turn is away, and tried again where it could not begin', async () => {
    let asked = 0;
    const turn: Turn = {
      isOurs: () => ((asked += 1) > 2 ? Promise.reject(new Error('away')) : Promise.resolve(true)),
    };
    let failures = 0;
    const failing = () => {
      if ((failures += 1) === 1) return Promise.reject(new Error('planted'));
      return work('drafts')();
    };
    const background = new Background([work('imports'), failing], quiet, turn);
    await background.start();
    await until(() => done.includes('drafts begins') && asked > 3);
    expect(done).toEqual(['imports begins', 'drafts begins']);
    await background.stop();
    expect(done.slice(2)).toEqual(['imports ends', 'drafts ends']);
  }, 20_000);

  it('that does not end well does not keep the rest from ending', async () => {
    const bad = () => Promise.resolve({ stop: () => Promise.reject(new Error('planted')) });
    const background = new Background([bad, work('drafts')], quiet);
    await background.start();
    await background.stop();
    expect(done).toEqual(['drafts begins', 'drafts ends']);
  });
});
