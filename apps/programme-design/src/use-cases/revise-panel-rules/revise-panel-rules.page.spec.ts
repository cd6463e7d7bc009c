import type { Visitor } from '#web/testing/visitor.js';

import { evaluator, startProgrammeService, type ProgrammeService } from '../../testing/programme-service.js';

const at = (language: 'en' | 'cy') => `/${language}/programmes/telling/panels/east/revise-panel-rules`;
const english = at('en');

describe('the page of one panel’s rules', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  const save = async (answers: object) =>
    browser.send(english, { ...(await browser.open(english)).page.formValues, why: 'It is small', ...answers });
  const rules = async () => (await programmes.read('telling')).panels[0]?.rules;

  it('begins with everything as in the programme, and says what that is', async () => {
    const { page } = await browser.open(english);
    expect(page.heading).toBe('Telling the change Rules of choosing: East panel');
    expect(page.field('How many must answer?')).toMatchObject({
      value: 'programme',
      options: ['programme', 'more_than_half', 'all', 'number'],
    });
    expect(page.mainText).toContain('As in the programme: More than half of those who may');
    expect(page.mainText).toContain('Leave it empty to follow the programme: Up to 3 rounds');
    expect(page.mainText).toContain('Leave it empty to follow the programme: From 1 to 10');
    expect(page.mainText).toContain('As in the programme: Asked, and may be left empty');
    expect(page.mainText).toContain('As in the programme: They do not choose it, and may talk about it');
    expect(page.mainText).not.toContain('a rule of its own for this');
    expect((await save({})).leadsTo).toBe('/en/programmes/telling?done=panel-rules-revised');
    expect(await rules()).toBeUndefined();
  });

  it('keeps what departs, says from where each value comes, and the programme’s page lists it', async () => {
    const answers = { quorum: 'number', quorumNumber: '4', 'scale.min': '0', 'scale.max': '5', reasons: 'needed' };
    await save({ ...answers, tooClose: 'may-not-talk', skipping: 'allowed', tellers: 'hidden', maxRounds: '2' });
    expect(await rules()).toEqual({
      ...{ quorum: 4, scale: { min: 0, max: 5 }, maxRounds: 2, tellersHidden: true, skippingAllowed: true },
      ...{ choicesNeedReasons: true, tooCloseMayTalk: false },
    });
    const { page } = await browser.open(english);
    expect(page.formValues).toMatchObject({ ...answers, minimumBallots: '', tellers: 'hidden', maxRounds: '2' });
    expect(page.mainText.split('This panel has a rule of its own for this.')).toHaveLength(8);
    expect(page.mainText.split('This panel follows the programme in this.')).toHaveLength(2);
    await save({ ...answers, maxRounds: '', skipping: 'programme', tellers: 'programme', tooClose: 'programme' });
    const programme = (await browser.open('/en/programmes/telling')).page;
    expect(programme.mainText).toContain(
      'Rules of its own: How many must answer (At least 4 members), Scale of scores (From 0 to 5) and Saying why (A choice needs a reason; a score does not)',
    );
    expect(programme.linkTo('Rules of choosing: East panel')).toBe(english);
    const changes = (await browser.open('/en/programmes/telling/changes')).page.mainText;
    expect(changes).toMatch(/A panel’s rules of choosing were changed: East panel[\s\S]*Scale of scores: From 0 to 5/);
  });

  it('says what is missing at its field in both languages, and keeps what was typed', async () => {
    const half = await save({ 'scale.min': '2', maxRounds: '4' });
    expect(half.status).toBe(422);
    expect(half.page.errors).toEqual([{ text: 'A scale has a lowest and a highest score.', input: 'scale.max' }]);
    expect(half.page.formValues).toMatchObject({ 'scale.min': '2', maxRounds: '4', why: 'It is small' });
    expect((await save({ quorum: 'number' })).page.errors).toEqual([
      { text: 'Enter how many members must answer.', input: 'quorumNumber' },
    ]);
    const form = { ...(await browser.open(at('cy'))).page.formValues, maxRounds: '99', reasons: '' };
    expect((await browser.send(at('cy'), form)).page.errors).toEqual([
      { text: 'Rhowch nifer cyfan o rowndiau o 1 i 20', input: 'maxRounds' },
      { text: 'Dywedwch a oes angen rheswm gyda dewis', input: 'reasons' },
      { text: 'Dywedwch pam mae hyn yn cael ei newid', input: 'why' },
    ]);
    expect(await rules()).toBeUndefined();
  });

  it('is not there for a panel that is not', async () => {
    expect((await browser.open(english.replace('east', 'north'))).status).toBe(404);
  });
});
