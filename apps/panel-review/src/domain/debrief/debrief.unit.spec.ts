import { given } from '#contracts/testing/given.js';

import { askForDebrief, debriefDecider, seeToDebrief, type DebriefAsked, type DebriefSeenTo } from './debrief.js';

const asked: DebriefAsked = {
  type: 'DebriefAsked',
  schemaVersion: 1,
  data: {
    ...{ debrief: 'D1', organisation: 'pont-y-bore', programme: 'telling', sitting: 'S1' },
    ...{ person: 'M1', facilitator: 'F1' },
  },
};
const seenTo = (by: string): DebriefSeenTo => ({ type: 'DebriefSeenTo', schemaVersion: 1, data: { by } });
const safeguarding = { lead: 'L1', deputy: 'L2' };

describe('wanting to talk after a meeting', () => {
  it('is asked once while it waits, and anew afterwards', () => {
    given(debriefDecider, [])
      .when((state) => askForDebrief(state, asked.data, safeguarding))
      .then([asked]);
    given(debriefDecider, [asked])
      .when((state) => askForDebrief(state, asked.data, safeguarding))
      .thenNothing();
    given(debriefDecider, [asked, seenTo('L1')])
      .when((state) => askForDebrief(state, asked.data, safeguarding))
      .then([asked]);
  });

  it('is seen to by the lead or the deputy of its own organisation', () => {
    const seeing = (actor: string, organisation = 'pont-y-bore') =>
      given(debriefDecider, [asked]).when((state) => seeToDebrief(state, { actor, organisation }, safeguarding));
    for (const actor of ['L1', 'L2']) seeing(actor).then([seenTo(actor)]);
    for (const actor of ['M1', 'F1', 'M2']) seeing(actor).thenRefused('debrief-not-found');
    seeing('L1', 'another').thenRefused('debrief-not-found');
  });

  it('is not for whoever asks, nor for whoever leads that meeting', () => {
    const ask = (lead: string, deputy: string) =>
      given(debriefDecider, []).when((state) => askForDebrief(state, asked.data, { lead, deputy }));
    ask('M1', 'F1').thenRefused('nobody-to-debrief');
    ask('F1', 'L2').then([asked]);
    given(debriefDecider, [])
      .when((state) => askForDebrief(state, asked.data, undefined))
      .thenRefused('nobody-to-debrief');
  });
});
