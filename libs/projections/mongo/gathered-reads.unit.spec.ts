import { StorageUnavailable } from '#event-store/event-store.js';

import { GatheredReads } from './gathered-reads.js';

describe('reads that are gathered', () => {
  /** Each read answers when it is told to. */
  function held() {
    const reads: { ids: readonly string[]; answer: () => void; fail: (because: Error) => void }[] = [];
    const gathered = new GatheredReads(
      (ids) =>
        new Promise((resolve, reject) => {
          const answer = () => {
            resolve(new Map(ids.map((id) => [id, `{"id":"${id}"}`])));
          };
          reads.push({ ids, answer, fail: reject });
        }),
    );
    return { reads, gathered };
  }

  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('go together while one is under way', async () => {
    const { reads, gathered } = held();
    const first = gathered.get('a');
    await settled();
    const others = ['b', 'c', 'b'].map((id) => gathered.get(id));
    reads[0]?.answer();
    expect(await first).toBe('{"id":"a"}');
    await settled();
    reads[1]?.answer();
    expect(await Promise.all(others)).toEqual(['{"id":"b"}', '{"id":"c"}', '{"id":"b"}']);
    expect(reads.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c']]);
  });

  it('are refused with the one they wait behind when the storage is away, and asked again after it', async () => {
    const { reads, gathered } = held();
    const first = gathered.get('a');
    await settled();
    const behind = gathered.get('b');
    const away = new StorageUnavailable('unreachable');
    reads[0]?.fail(away);
    expect(await Promise.allSettled([first, behind])).toEqual([
      { status: 'rejected', reason: away },
      { status: 'rejected', reason: away },
    ]);
    await settled();
    const next = gathered.get('c');
    await settled();
    reads.at(-1)?.answer();
    expect(await next).toBe('{"id":"c"}');
  });
});
