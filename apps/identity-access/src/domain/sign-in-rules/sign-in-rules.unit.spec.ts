import { setSignInRules, signInRulesDecider } from './sign-in-rules.js';

const none = signInRulesDecider.initialState;
const set = {
  type: 'SignInRulesSet',
  schemaVersion: 1,
  data: { secondStepFor: ['administrator', 'evaluator'] },
} as const;

describe('what an organisation asks of those who sign in', () => {
  it('is nothing at first, and then a second step for some roles, each once', () => {
    expect(none.secondStepFor).toEqual([]);
    expect(setSignInRules(none, { secondStepFor: ['evaluator', 'administrator', 'evaluator'] })).toEqual([set]);
  });

  it('is set to what it is without anything happening', () => {
    const state = signInRulesDecider.evolve(none, set);
    expect(setSignInRules(state, { secondStepFor: ['evaluator', 'administrator'] })).toEqual([]);
    expect(setSignInRules(none, { secondStepFor: [] })).toEqual([]);
  });
});
