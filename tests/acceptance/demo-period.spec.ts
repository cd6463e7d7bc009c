import { panels } from '../../apps/platform/src/demo/four-levels.js';
import { RunningNewid } from './running-newid.js';

const patience = 120_000;

describe('the demo of a whole period', () => {
  const newid = new RunningNewid();
  beforeAll(() => newid.start('--demo-period'), patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
  }, patience);

  it('plays every panel on four levels by its method, and says what came of each', () => {
    for (const { id, method, level } of panels) {
      const opened = `opens the meeting of the ${id} panel; it chooses by: ${method.replaceAll('_', ' ')}`;
      expect(newid.said).toMatch(new RegExp(`Level ${String(level)}\\n(?:  )*\\S+ ${opened}`));
    }
    expect(newid.said.match(/the group decides: /g)).toHaveLength(panels.length);
    expect(new Set(panels.map(({ method }) => method)).size).toBe(8);
  });

  it('counts as can be counted by hand', () => {
    // Two for each, and then three to one; an objection, and then none.
    expect(newid.said).toContain('4 of 4 answered; DN-004 and DN-005 lead together');
    expect(newid.said).toContain('4 of 4 answered; DN-004 leads');
    expect(newid.said).toContain('3 of 3 answered; none leads');
  });

  it('tells the teller of what was chosen on every level what was decided, and hears the answer', () => {
    expect(newid.said).toContain('The teller looks at it with their code, and answers the panel');
  });

  it('ends with a story that was chosen on every level and taken back: its text is gone from the report at once', () => {
    expect(newid.said).toContain('At once the report shows that a story was chosen and taken back');
  });

  it(
    'leaves the server open to look at, and whole',
    async () => {
      const ask = await newid.as('E1');
      const { status, text } = await ask('/api/v1/programmes/four-levels');
      expect([status, JSON.parse(text).levels]).toMatchObject([200, [{}, {}, {}, { level: 4 }]]);
      const verified = await newid.command('verify', '--json');
      expect(JSON.parse(verified.output)).toMatchObject({ isWhole: true });
    },
    patience,
  );
});
