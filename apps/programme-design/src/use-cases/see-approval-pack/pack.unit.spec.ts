import type { DataProtectionDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { aPanel, aProgramme, safeguarding } from '#contracts/testing/a-programme.js';
import { loadWords } from '#web/words/words.js';

import { flowDrawing } from './flow.js';
import { approvalPack } from './pack.js';
import { packAsMarkdown } from './pack-as-markdown.js';

const words = loadWords(import.meta.url, 'see-approval-pack');

const dataProtection: DataProtectionDesign = {
  lawfulBasis: 'public-task',
  specialCondition: 'health-or-social-care',
  contact: 'Data Protection Office',
  steps: [
    { step: 'collecting', controller: 'Bridge', processor: '' },
    { step: '1', controller: 'Bridge', processor: '' },
    { step: '2', controller: 'Health Board', processor: 'Host' },
    { step: 'reporting', controller: 'Health Board', processor: 'Host' },
  ],
  opensOnlyApproved: false,
};
const whole = aProgramme({
  dataProtection,
  safeguarding,
  care: { waitingDays: 7, words: { en: [], cy: [] }, keepMonths: 24 },
});

const packOf = (design: ProgrammeDesign, language: 'en' | 'cy' = 'en') => approvalPack(design, words[language]);
const section = (design: ProgrammeDesign, id: string, language: 'en' | 'cy' = 'en') => {
  const found = packOf(design, language).find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no section ${id}`);
  return found.parts;
};
const rows = (design: ProgrammeDesign, id: string, language: 'en' | 'cy' = 'en') =>
  section(design, id, language).flatMap((part) => (part.kind === 'table' ? part.rows : []));
const headings = (design: ProgrammeDesign, id: string) =>
  section(design, id).flatMap((part) => (part.kind === 'heading' ? [part.text] : []));

describe('what is still to decide', () => {
  it('leads to the page where each is decided', () => {
    const at = '/en/programmes/telling';
    expect(section(aProgramme({ panels: [] }), 'undecided')).toEqual([
      {
        kind: 'list',
        items: [
          { text: 'Who is the controller for: Collecting stories', href: `${at}/settle-data-protection` },
          { text: 'Who is the controller for: Level 1: Service panels', href: `${at}/settle-data-protection` },
          { text: 'Who is the controller for: Level 2: National', href: `${at}/settle-data-protection` },
          { text: 'Who is the controller for: Reporting', href: `${at}/settle-data-protection` },
          { text: 'The lawful basis', href: `${at}/settle-data-protection` },
          { text: 'The condition for special category data', href: `${at}/settle-data-protection` },
          { text: 'Where questions about data protection are answered', href: `${at}/settle-data-protection` },
          { text: 'Who is there when somebody may be in danger', href: `${at}/name-safeguarding` },
          { text: 'For how long stories are kept', href: `${at}/revise-care` },
          { text: 'Which panels read the stories', href: `${at}/place-panel` },
        ],
      },
    ]);
  });

  it('is nothing where all is settled', () => {
    expect(section(whole, 'undecided')).toEqual([
      { kind: 'text', text: 'Nothing that Newid asks for is left to decide.' },
    ]);
  });
});

describe('the impact assessment', () => {
  it('holds the questions as they are worded, without those asked no longer', () => {
    const question = {
      ...{ id: 'q1', version: 1, kind: 'text' as const, options: [], isRequired: false, isRetired: false },
      ...{ wording: { en: 'Who helped?', cy: 'Pwy helpodd?' }, hint: { en: '', cy: '' }, least: null, most: null },
    };
    const retired = { ...question, id: 'q2', isRetired: true, wording: { en: 'How old?', cy: 'Faint oed?' } };
    const design = aProgramme({ extraQuestions: [question, retired] });
    const asked = section(design, 'impact-assessment').find((part) => part.kind === 'list');
    expect(asked).toEqual({
      kind: 'list',
      items: [
        { text: 'What changed?' },
        { text: 'Who helped?' },
        { text: 'A name and a way to be reached: only if the teller wants to give them.' },
      ],
    });
  });

  it('says the grounds that were settled, and where there are none that they are still to decide', () => {
    const texts = (design: ProgrammeDesign) =>
      section(design, 'impact-assessment').flatMap((part) => (part.kind === 'text' ? [part.text] : []));
    expect(texts(whole)).toContain('Lawful basis: Public task');
    expect(texts(whole)).toContain('Condition for special category data: Health or social care');
    expect(texts(whole).join()).not.toContain('Still to decide');
    // Each says what it is that nobody has decided.
    expect(texts(aProgramme())).toContain('Lawful basis: Still to decide');
    expect(texts(aProgramme())).toContain('Condition for special category data: Still to decide');
    expect(texts(aProgramme())).toContain(
      'Panels are not shown who told a story. That does not promise that nobody can recognise them.',
    );
  });
});

describe('the record of processing', () => {
  it('names each organisation once', () => {
    const said = new Map(rows(whole, 'record-of-processing').map(([what = '', is = '']) => [what, is]));
    expect(said.get('Controllers')).toBe('Bridge and Health Board');
    expect(said.get('Processors')).toBe('Host');
    expect(said.get('Lawful basis')).toBe('Public task');
    expect(said.get('Who receives them')).toBe('Only within what each teller allowed. Panels: East panel');
    expect(said.get('For how long')).toMatch(/^24 months after their period closes/);
    const largest = { picture: 10, audio: null, video: null, pdf: null };
    const pictures = rows({ ...whole, media: { most: 1, largest } }, 'record-of-processing').flat();
    expect(pictures.some((each) => each.includes('pictures, sound'))).toBe(true);
    expect([...said.values()].some((each) => each.includes('pictures, sound'))).toBe(false);
    const bare = new Map(rows(aProgramme(), 'record-of-processing').map(([what = '', is = '']) => [what, is]));
    expect([bare.get('Controllers'), bare.get('Processors')]).toEqual(['Still to decide', 'Nobody']);
  });
});

describe('the roles and the map of flows', () => {
  it('go up the ladder step by step, the lowest level first', () => {
    const upside = { ...whole, levels: [...whole.levels].reverse() };
    for (const design of [whole, upside]) {
      expect(rows(design, 'roles')).toEqual([
        ['Collecting stories', 'Bridge', 'Nobody'],
        ['Level 1: Service panels', 'Bridge', 'Nobody'],
        ['Level 2: National', 'Health Board', 'Host'],
        ['Reporting', 'Health Board', 'Host'],
      ]);
      expect(rows(design, 'flow').map(([from, to]) => `${from ?? ''} > ${to ?? ''}`)).toEqual([
        'The person who tells > Collecting stories',
        'Collecting stories > Level 1: Service panels',
        'Level 1: Service panels > Level 2: National',
        'Level 2: National > Reporting',
        'Reporting > Readers outside the panels',
        'Reporting > The person who tells',
      ]);
    }
    expect(rows(aProgramme(), 'roles', 'cy')[1]).toEqual([
      'Lefel 1: Paneli gwasanaeth',
      'Heb ei benderfynu eto',
      'Neb',
    ]);
  });

  it('is drawn with a box a hand and an arrow between two', () => {
    const { boxes, arrows, viewBox } = flowDrawing(whole, words.en);
    expect([boxes.length, arrows.length, viewBox]).toEqual([6, 5, '0 0 600 568']);
    expect(boxes.map(({ who }) => who)).toEqual([
      '',
      ...['Bridge', 'Bridge', 'Health Board', 'Health Board'],
      'As each teller allowed',
    ]);
  });
});

describe('the agreements', () => {
  it('are drafted between each two who hand on, and for each who acts for another', () => {
    expect(headings(whole, 'agreements')).toEqual(['Bridge and Health Board', 'Host acts for Health Board']);
    const alone = { ...dataProtection, steps: dataProtection.steps.map(({ step }) => ({ ...aStep, step })) };
    expect(headings({ ...whole, dataProtection: alone }, 'agreements')).toEqual([]);
    expect(headings(aProgramme(), 'agreements')).toEqual([]);
  });
  const aStep = { controller: 'Bridge', processor: '' };
});

describe('how long things are kept', () => {
  it('is what the programme says', () => {
    const kept = rows(whole, 'retention').map(([, howLong = '']) => howLong);
    expect(kept.slice(0, 3)).toEqual([
      '24 months after their period closes; then one person makes the list and another agrees',
      '7 days',
      '30 days',
    ]);
    expect(rows(aProgramme(), 'retention')[0]?.[1]).toBe('Until somebody asks: no end is set');
  });
});

describe('the pack', () => {
  it('has the same parts in both languages, none of them empty', () => {
    const shape = (language: 'en' | 'cy') =>
      packOf(whole, language).map(({ id, parts }) => [id, parts.map(({ kind }) => kind).join()]);
    expect(shape('cy')).toEqual(shape('en'));
    expect(shape('en').map(([id]) => id)).toEqual([
      ...['undecided', 'impact-assessment', 'record-of-processing', 'roles', 'flow'],
      ...['retention', 'threats', 'agreements'],
    ]);
  });

  it('says in every threat what is left', () => {
    expect(rows(whole, 'threats').every((row) => row.length === 3 && row.every((cell) => cell !== ''))).toBe(true);
    expect(section(whole, 'threats').at(-1)).toMatchObject({
      text: expect.stringContaining('from 5 choices'),
    });
  });

  it('as a file lets nothing that was typed become a heading, a cell, a link or a tag', () => {
    const panels = [aPanel({ name: { en: '# A | B\n[x](y) <b>', cy: 'C' } })];
    const file = packAsMarkdown('# Title', ['1. Lead'], packOf({ ...whole, panels }));
    expect(file).toMatch(/^# \\# Title\n\n1\\\. Lead\n\n## Still to decide\n/);
    expect(file).toContain('Panels: \\# A \\| B \\[x\\](y) \\<b\\>');
    expect(file).toContain(
      '| Step | Controller | Processor |\n| --- | --- | --- |\n| Collecting stories | Bridge | Nobody |',
    );
  });
});
