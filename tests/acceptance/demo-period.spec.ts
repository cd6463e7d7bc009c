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
    // Two for each, and then three to one: one moved. Three marks, and one each; means of 8, 6, 9 and so on; Borda of two
    // stories gives a point for each first place. An objection, and then none.
    for (const counted of [
      '4 of 4 answered; DN-004 2, DN-005 2, DN-006 0; DN-004 and DN-005 lead together',
      '4 of 4 answered; DN-004 3, DN-005 1, DN-006 0; 1 moved from DN-005 to DN-004; DN-004 leads',
      '3 of 3 answered; DN-007 1, DN-008 3, DN-009 1; DN-008 leads',
      '3 of 3 answered; DN-001 Borda 1, DN-004 Borda 2; DN-004 leads',
      '3 of 3 answered; agree 2, stand aside 0, not yet 1; none leads',
      '3 of 3 answered; agree 2, stand aside 1, not yet 0; DN-004',
    ]) {
      expect(newid.said).toContain(counted);
    }
    expect(newid.said).toMatch(
      /3 of 3 answered; \w+ 7\.67 \(3 scores\), \w+ 7 \(3 scores\), \w+ 8\.67 \(3 scores\); \w+ leads/,
    );
  });

  it('says what each member answered, but in a secret ballot', () => {
    expect(newid.said).toContain('M05 chooses DN-004: “A raised hand in Welsh”');
    expect(newid.said).toContain('M01 puts DN-004 before DN-001: “It went past one person”');
    const secret = newid.said.slice(newid.said.indexOf('of the nation panel'));
    expect(secret.match(/M\d\d answers, in secret\n/g)).toHaveLength(6);
    expect(secret).not.toMatch(/M\d\d chooses/);
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
