import { followUpAwaited, type OpenFollowUp } from './follow-up.js';

const open = (given: Partial<OpenFollowUp>): OpenFollowUp => ({
  ...{ programme: 'telling', toTell: [], toCheck: [], actions: [] },
  ...given,
});

describe('what follows meetings and is still open', () => {
  it('has its first day and how much there is; what ended or has no day is not waited for', () => {
    const { items, due } = followUpAwaited(
      open({
        toTell: ['2026-02-20', '2026-02-11', '2026-02-11'],
        toCheck: ['2026-02-15'],
        actions: [
          { state: 'doing', due: '2026-06-30' },
          { state: 'open', due: null },
          { state: 'done', due: '2026-01-01' },
        ],
      }),
      '2026-02-25',
    );
    // 28 days after 11 and 15 February.
    expect(items).toEqual([
      { about: 'feedback', count: 3, dueOn: '2026-03-11' },
      { about: 'verification', count: 1, dueOn: '2026-03-15' },
      { about: 'action', count: 1, dueOn: '2026-06-30' },
    ]);
    expect(due).toEqual([]);
  });

  it.each([
    ['2026-03-03', []],
    ['2026-03-04', [{ key: 'telling feedback 2026-03-11 before', remind: 'before' }]],
    ['2026-03-11', [{ key: 'telling feedback 2026-03-11 before', remind: 'before' }]],
    ['2026-03-12', [{ key: 'telling feedback 2026-03-11 after', remind: 'after' }]],
  ] as const)('calls for one letter a day that was set, on %s: %j', (today, letters) => {
    const toTell = ['2026-02-11', '2026-02-11'] as const;
    expect(followUpAwaited(open({ toTell }), today).due).toEqual(letters);
  });
});
