import { anyone, holdsRole, mayActOn, type HeldRole, type Principal, type Scope } from './principal.js';

const person = (...roles: readonly HeldRole[]): Principal => ({
  kind: 'person',
  person: 'P1',
  organisation: 'pont-y-bore',
  session: 'S1',
  roles,
  language: 'en',
  isSample: false,
});
const operator: Principal = { kind: 'operator', person: 'operator', organisation: 'pont-y-bore' };
const here: Scope = { organisation: 'pont-y-bore', programme: 'telling', panel: 'east' };

describe('who may act on an object', () => {
  it.each<[string, Principal, Scope, boolean]>([
    ['a role held everywhere', person({ role: 'facilitator' }), here, true],
    ['a role in its programme', person({ role: 'facilitator', programme: 'telling' }), here, true],
    ['a role in its panel', person({ role: 'facilitator', programme: 'telling', panel: 'east' }), here, true],
    ['one of several roles', person({ role: 'teller' }, { role: 'facilitator' }), here, true],
    ['the operator', operator, here, true],
    ['another role', person({ role: 'panel-member' }), here, false],
    ['no role', person(), here, false],
    ['a role in another programme', person({ role: 'facilitator', programme: 'hearing' }), here, false],
    ['a role in another panel', person({ role: 'facilitator', programme: 'telling', panel: 'west' }), here, false],
    [
      'a role in one panel, of an object without one',
      person({ role: 'facilitator', programme: 'telling', panel: 'east' }),
      { organisation: 'pont-y-bore', programme: 'telling' },
      false,
    ],
    ['the same role in another organisation', person({ role: 'facilitator' }), { organisation: 'another' }, false],
    ['the operator of another organisation', operator, { organisation: 'another' }, false],
    ['anyone', anyone, here, false],
  ])('%s: %#', (_, principal, scope, may) => {
    expect(mayActOn(principal, scope, ['facilitator', 'administrator'])).toBe(may);
  });

  it('nobody but the operator where no role is named', () => {
    expect(mayActOn(person({ role: 'administrator' }), here, [])).toBe(false);
    expect(mayActOn(operator, here, [])).toBe(true);
  });
});

describe('who holds a role somewhere', () => {
  it.each<[string, Principal, boolean]>([
    ['a person with it, be it in one panel', person({ role: 'facilitator', panel: 'east' }), true],
    ['the operator', operator, true],
    ['a person with another', person({ role: 'teller' }), false],
    ['anyone', anyone, false],
  ])('%s', (_, principal, holds) => {
    expect(holdsRole(principal, ['facilitator'])).toBe(holds);
  });
});
