import { aProgramme } from '#contracts/testing/a-programme.js';
import { given } from '#contracts/testing/given.js';

import { removeRehearsal } from '../programme/remove-rehearsal.js';
import { programmeCreated } from '../programme/programme.builders.js';
import { programmeDecider } from '../programme/state.js';
import {
  endRehearsal,
  finishStep,
  rehearsalDecider,
  startRehearsal,
  timesOf,
  type RehearsalEvent,
  type RehearsalStarted,
  type RehearsalStep,
} from './rehearsal.js';

const data: RehearsalStarted['data'] = {
  ...{ rehearsal: 'R1', kind: 'withdrawal', programme: 'rehearsal-1', by: 'A1', second: 'A2' },
  at: '2026-11-21T10:00:00.000Z',
};
const started: RehearsalEvent = { type: 'RehearsalStarted', schemaVersion: 1, data };
const ofStep = (step: RehearsalStep, at: string) => ({ step, by: 'A1', at, wrong: null });
const done = (step: RehearsalStep, at: string): RehearsalEvent => ({
  ...{ type: 'RehearsalStepDone', schemaVersion: 1, data: ofStep(step, at) },
});
const at = '2026-11-21T10:05:30.400Z';
const end = { by: 'A1', at, lessons: null };
const ended: RehearsalEvent = { type: 'RehearsalEnded', schemaVersion: 1, data: end };

describe('a rehearsal', () => {
  const going = given(rehearsalDecider, [started]);

  it('is started by one with another, once', () => {
    const nothing = given(rehearsalDecider, []);
    nothing.when((state) => startRehearsal(state, data)).then([started]);
    nothing
      .when((state) => startRehearsal(state, { ...data, second: 'A1' }))
      .thenRefused('rehearsal-needs-two-people', { field: 'second' });
    going.when((state) => startRehearsal(state, data)).then([]);
  });

  it('writes down each of its steps once, in whichever order', () => {
    going.when((state) => finishStep(state, ofStep('look', at))).then([done('look', at)]);
    going
      .when((state) => finishStep(state, { ...ofStep('look', at), step: 'regulator' }))
      .thenRefused('rehearsal-step-unknown', { field: 'step' });
    given(rehearsalDecider, [started, done('look', at)])
      .when((state) => finishStep(state, ofStep('look', at)))
      .thenRefused('rehearsal-step-done', { field: 'step' });
  });

  it('ends when what was invented is cleared away, and then stays as it is', () => {
    going.when((state) => endRehearsal(state, end)).thenRefused('rehearsal-to-clear-away', { field: 'lessons' });
    given(rehearsalDecider, [started, done('clear-away', at)])
      .when((state) => endRehearsal(state, end))
      .then([ended]);
    const over = given(rehearsalDecider, [started, done('clear-away', at), ended]);
    over.when((state) => endRehearsal(state, end)).then([]);
    over.when((state) => finishStep(state, ofStep('tell', at))).thenRefused('rehearsal-over');
  });

  it('counts from its start to each step', () => {
    const state = [started, done('take-back', '2026-11-21T10:01:01.000Z'), done('tell', at)].reduce(
      rehearsalDecider.evolve,
      rehearsalDecider.initialState,
    );
    if (state === undefined) throw new Error('Nothing was started');
    expect(timesOf(state)).toEqual([
      { step: 'tell', seconds: 330 },
      { step: 'read-first', seconds: null },
      { step: 'take-back', seconds: 61 },
      { step: 'look', seconds: null },
      { step: 'copies', seconds: null },
      { step: 'clear-away', seconds: null },
    ]);
  });
});

describe('the programme of a rehearsal', () => {
  it('is removed once; one of real stories never', () => {
    const removed = { type: 'RehearsalRemoved', schemaVersion: 1, data: { why: null } } as const;
    const remove = (state: Parameters<typeof removeRehearsal>[0]) => removeRehearsal(state, 'pont-y-bore');
    given(programmeDecider, [programmeCreated({ rehearsal: 'on' })])
      .when(remove)
      .then([removed]);
    given(programmeDecider, [programmeCreated({ rehearsal: 'on' }), removed])
      .when(remove)
      .then([]);
    given(programmeDecider, [programmeCreated()]).when(remove).thenRefused('programme-is-no-rehearsal');
    const after = programmeDecider.evolve(aProgramme({ rehearsal: 'on' }), removed);
    expect([after?.rehearsal, after?.periods.map(({ status }) => status)]).toEqual(['over', ['complete']]);
  });
});
