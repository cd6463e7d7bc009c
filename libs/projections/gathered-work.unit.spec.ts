import { StorageUnavailable } from '#event-store/event-store.js';

import { GatheredWork } from './gathered-work.js';

describe('work that is gathered', () => {
  /** Each piece of work answers when it is told to. */
  function held() {
    const works: { items: readonly string[]; answer: () => void; fail: (because: Error) => void }[] = [];
    const gathered = new GatheredWork<string, string>(
      (items) =>
        new Promise((resolve, reject) => {
          const answer = () => {
            resolve(items.map((item) => `${item} done`));
          };
          works.push({ items, answer, fail: reject });
        }),
    );
    return { works, gathered };
  }

  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('is done together while other work is under way, and each hears its own answer', async () => {
    const { works, gathered } = held();
    const first = gathered.do('a');
    await settled();
    const others = ['b', 'c', 'b'].map((item) => gathered.do(item));
    works[0]?.answer();
    expect(await first).toBe('a done');
    await settled();
    works[1]?.answer();
    expect(await Promise.all(others)).toEqual(['b done', 'c done', 'b done']);
    expect(works.map(({ items }) => items)).toEqual([['a'], ['b', 'c', 'b']]);
  });

  it('is refused with what it waits behind when the storage is away, and done again after it', async () => {
    const { works, gathered } = held();
    const first = gathered.do('a');
    await settled();
    const behind = gathered.do('b');
    const away = new StorageUnavailable('unreachable');
    works[0]?.fail(away);
    expect(await Promise.allSettled([first, behind])).toEqual([
      { status: 'rejected', reason: away },
      { status: 'rejected', reason: away },
    ]);
    await settled();
    const next = gathered.do('c');
    await settled();
    works.at(-1)?.answer();
    expect(await next).toBe('c done');
  });

  it('goes on behind what failed by itself', async () => {
    const { works, gathered } = held();
    const first = gathered.do('a');
    await settled();
    const behind = gathered.do('b');
    works[0]?.fail(new Error('its own'));
    await expect(first).rejects.toThrow('its own');
    await settled();
    works[1]?.answer();
    expect(await behind).toBe('b done');
  });
});
