import { createReadStream, readFileSync } from 'node:fs';
import type { Verdict } from '../domain/import/imported-story.js';
import type { ProgrammeFacts } from '../domain/import/programme-facts.js';
import type { ImportSource } from './import-source.js';
import { judgedBatches } from './judge-file.js';
import { surveyFile } from './survey-file.js';

interface ExpectedRow {
  readonly line: number;
  readonly last_line: number;
  readonly external_id: string;
  readonly do: string;
  readonly reason: string;
}
interface Expected {
  readonly rows: readonly ExpectedRow[];
  readonly totals: {
    readonly rows: number;
    readonly accept: number;
    readonly accept_with_warning: number;
    readonly reject: number;
  };
  readonly file_warnings: readonly { readonly reason: string }[];
}

const expected: Expected = JSON.parse(readFileSync('samples/hostile.expected.json', 'utf8'));

const programmeOfTheSample = (): ProgrammeFacts => {
  const programme: {
    domains: { id: string; name: Record<string, string> }[];
    periods: { id: string; opens: string; closes: string }[];
    languages: string[];
    timezone: string;
  } = JSON.parse(readFileSync('samples/programme.json', 'utf8'));
  return {
    domains: programme.domains.map(({ id, name }) => ({ id, names: name })),
    periods: programme.periods,
    languages: programme.languages,
    timezone: programme.timezone,
  };
};

const judged = async (path: string) => {
  const source: ImportSource = { open: () => createReadStream(path) };
  const survey = await surveyFile(source);
  if (survey.kind === 'refused') throw new Error(JSON.stringify(survey.refusals));
  const verdicts: Verdict[] = [];
  for await (const batch of judgedBatches(source, survey.file, programmeOfTheSample())) verdicts.push(...batch);
  return { file: survey.file, verdicts };
};

const storyAt = (verdicts: readonly Verdict[], line: number) => {
  const verdict = verdicts.find((each) => each.line === line);
  if (verdict === undefined || verdict.do === 'reject') throw new Error(`no story at line ${line}`);
  return verdict.story;
};

describe('a file made to break importers', () => {
  it('gets for every row exactly the answer that was written down beforehand', async () => {
    const { verdicts } = await judged('samples/hostile.csv');
    expect(
      verdicts.map((verdict) => ({
        line: verdict.line,
        last_line: verdict.lastLine,
        external_id: verdict.externalId,
        do: verdict.do,
        reason: verdict.reason,
      })),
    ).toEqual(
      expected.rows.map(({ line, last_line, external_id, do: wanted, reason }) => ({
        line,
        last_line,
        external_id,
        do: wanted,
        reason,
      })),
    );
  });

  it('gets the warnings about the whole file, and the totals', async () => {
    const { file, verdicts } = await judged('samples/hostile.csv');
    expect(file.fileWarnings.map(({ reason }) => reason)).toEqual(expected.file_warnings.map(({ reason }) => reason));
    const countOf = (answer: Verdict['do']) => verdicts.filter((verdict) => verdict.do === answer).length;
    expect({
      rows: file.rows,
      accept: countOf('accept'),
      accept_with_warning: countOf('accept_with_warning'),
      reject: countOf('reject'),
    }).toEqual(expected.totals);
  });

  it('keeps the words: formula, markup, accents, emoji, Windows-1252, both of two columns', async () => {
    const { verdicts } = await judged('samples/hostile.csv');
    expect(storyAt(verdicts, 15).title).toBe('=HYPERLINK("https://example.invalid/","click")');
    expect(storyAt(verdicts, 27).narrative).toContain(
      '<script>alert(\'hello\')</script><img src=x onerror="alert(1)">',
    );
    expect(storyAt(verdicts, 29).narrative).toBe(
      'My key worker said “take your time” and I didn’t believe her – nobody ever had … The café cost £3 and she let me pay.',
    );
    expect(storyAt(verdicts, 30).title).toBe('I ben y tŵr');
    expect(storyAt(verdicts, 33).narrative).toContain('👩🏾‍🌾');
    expect(storyAt(verdicts, 26).narrative).toHaveLength(33_500);
    expect(storyAt(verdicts, 25).narrative.startsWith('\t=1+1')).toBe(true);
    expect(storyAt(verdicts, 52)).toMatchObject({ tellerRole: 'carer', notes: 'teller_role: staff' });
    expect(storyAt(verdicts, 46)).toMatchObject({ domain: null, notes: 'domain: Wellbeing' });
    expect(storyAt(verdicts, 56).narrative).toBe('He said "you\'ll know when" and I did. It was a Wednesday');
  });

  it('takes out what cannot be seen and keeps the cell as it was', async () => {
    const { verdicts } = await judged('samples/hostile.csv');
    const bell = storyAt(verdicts, 28);
    expect(bell.narrative).toBe(
      "The fire bell went in the middle of the session and nobody moved, and then Gwyn stood up and said 'after you'.  We all laughed on the pavement.",
    );
    expect(bell.original?.['narrative']).toContain('session\u000band');
    expect(storyAt(verdicts, 31).narrative).toContain('storygnp.exe');
    expect(storyAt(verdicts, 31).original?.['narrative']).toContain('\u202e');
    expect(storyAt(verdicts, 32).narrative).toBe(
      "I used to feel invisible at meetings. Now I'm the one with the agenda.",
    );
    expect(storyAt(verdicts, 5).original).toBeNull();
  });

  it('reads the doubtful dates as it says', async () => {
    const { verdicts } = await judged('samples/hostile.csv');
    expect([37, 38, 55].map((line) => storyAt(verdicts, line).toldOn)).toEqual([
      '2026-08-27',
      '2026-04-03',
      '2026-08-14',
    ]);
  });

  it('lets line 47 go no further than the panel that line 48 allows, and points there', async () => {
    const { verdicts } = await judged('samples/hostile.csv');
    expect(storyAt(verdicts, 47).consent).toEqual({
      audiences: { panel: { shown: true, named: false } },
      uses: { quote: false, contactAgain: true },
    });
    const findings = verdicts.find(({ line }) => line === 47)?.findings;
    expect(findings?.map(({ reason, details }) => [reason, details?.['line']])).toEqual([
      ['id-used-again-further-down', 48],
      ['narrower-consent-of-a-later-row-used', 48],
    ]);
  });
});
