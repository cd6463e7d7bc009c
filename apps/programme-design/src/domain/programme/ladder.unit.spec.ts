import { aPanel } from '#contracts/testing/a-programme.js';
import { given } from '#contracts/testing/given.js';

import type { LadderRevised } from './events.js';
import {
  nameLevel,
  placePanel,
  reviseLadder,
  revisePanelRules,
  takeLevelOff,
  takePanelOff,
  type Ladder,
} from './ladder.js';
import { programmeCreated } from './programme.builders.js';
import { programmeDecider } from './state.js';

const us = 'pont-y-bore';
const why = 'Two panels were too few';
const service = { level: 1, name: { en: 'Service panels', cy: 'Paneli gwasanaeth' } };
const national = { level: 2, name: { en: 'National', cy: 'Cenedlaethol' } };
const levels = [service, national];
const top = aPanel({ id: 'top', level: 2, name: { en: 'Top panel', cy: 'Panel y brig' } });
const east = aPanel({ passesUpTo: ['top'] });
const west = aPanel({ id: 'west', name: { en: 'West panel', cy: 'Panel y Gorllewin' }, parallelTo: 'east' });

const aLadder = (...panels: Ladder['panels']) => given(programmeDecider, [programmeCreated({ levels, panels })]);
const revised = (ladder: Ladder): LadderRevised => ({
  type: 'LadderRevised',
  schemaVersion: 1,
  data: { ...ladder, why },
});

describe('placing a panel', () => {
  const { id: _, area: __, ...newWest } = west;

  it('puts a new one on the ladder, with an id made from its English name', () => {
    aLadder(east, top)
      .when((state) => placePanel(state, us, newWest, why))
      .then([revised({ levels, panels: [east, top, { ...west, id: 'west-panel' }] })]);
  });

  it('gives two of one name on two levels two ids', () => {
    aLadder(east, top)
      .when((state) => placePanel(state, us, { ...top, id: 'top-panel', name: { en: 'East panel', cy: 'X' } }, why))
      .then([
        revised({ levels, panels: [east, top, { ...top, id: 'top-panel', name: { en: 'East panel', cy: 'X' } }] }),
      ]);
  });

  it('changes one that stands there, in its place, and keeps its area where none is given', () => {
    const there = { ...east, area: ['Gwent'] };
    const { area: ___, ...given } = there;
    aLadder(there, top)
      .when((state) => placePanel(state, us, { ...given, defaultMethod: 'consensus' }, why))
      .then([revised({ levels, panels: [{ ...there, defaultMethod: 'consensus' }, top] })]);
  });

  it('is refused a name that another panel of the level has, whatever its case', () => {
    aLadder(east, top)
      .when((state) => placePanel(state, us, { ...newWest, name: { en: 'EAST panel ', cy: 'Arall' } }, why))
      .thenRefused('name-used-twice', { field: 'name.en' });
  });

  it('is refused a level that is not there, by the field of the level', () => {
    aLadder(east, top)
      .when((state) => placePanel(state, us, { ...newWest, level: 3 }, why))
      .thenRefused('panel-level-unknown', { field: 'level' });
  });

  it('is refused passing up to its own level', () => {
    aLadder(east, top)
      .when((state) => placePanel(state, us, { ...newWest, passesUpTo: ['east'] }, why))
      .thenRefused('panel-passes-up-to-no-higher-level', { field: 'passesUpTo' });
  });

  it('is refused being parallel to a panel of another level', () => {
    aLadder(east, top)
      .when((state) => placePanel(state, us, { ...newWest, parallelTo: 'top' }, why))
      .thenRefused('parallel-panels-share-a-level', { field: 'parallelTo' });
  });

  it('is refused a move that leaves another panel with nowhere to pass up to, by the field of the level', () => {
    aLadder(east, top)
      .when((state) => placePanel(state, us, { ...top, level: 1 }, why))
      .thenRefused('panel-passes-up-to-no-higher-level', { field: 'level' });
  });
});

describe('taking a panel off', () => {
  it('takes away what led to it', () => {
    aLadder(east, top)
      .when((state) => takePanelOff(state, us, 'top', why))
      .then([revised({ levels, panels: [aPanel({ passesUpTo: [] })] })]);
  });

  it('leaves no panel parallel to it', () => {
    const { parallelTo: _, ...alone } = west;
    aLadder(east, west, top)
      .when((state) => takePanelOff(state, us, 'east', why))
      .then([revised({ levels, panels: [alone, top] })]);
  });

  it('leaves others parallel that have nothing to do with it', () => {
    aLadder(east, west, top)
      .when((state) => takePanelOff(state, us, 'top', why))
      .then([revised({ levels, panels: [{ ...east, passesUpTo: [] }, west] })]);
  });

  it('is refused for one that is not there', () => {
    aLadder(east, top)
      .when((state) => takePanelOff(state, us, 'north', why))
      .thenRefused('ladder-panel-not-found');
  });
});

describe('a level', () => {
  const world = { en: 'World', cy: 'Byd' };

  it('is added above all others', () => {
    aLadder(east, top)
      .when((state) => nameLevel(state, us, { level: 'next', name: world }, why))
      .then([revised({ levels: [service, national, { level: 3, name: world }], panels: [east, top] })]);
  });

  it('is the first where there is none', () => {
    given(programmeDecider, [programmeCreated({ levels: [], panels: [] })])
      .when((state) => nameLevel(state, us, { level: 'next', name: world }, why))
      .then([revised({ levels: [{ level: 1, name: world }], panels: [] })]);
  });

  it('is renamed in its place', () => {
    aLadder(east, top)
      .when((state) => nameLevel(state, us, { level: 1, name: world }, why))
      .then([revised({ levels: [{ level: 1, name: world }, national], panels: [east, top] })]);
  });

  it('is refused a name that another level has', () => {
    aLadder(east, top)
      .when((state) => nameLevel(state, us, { level: 1, name: { en: 'First', cy: 'cenedlaethol' } }, why))
      .thenRefused('name-used-twice', { field: 'name.cy' });
  });

  it('that is not there has no name to change', () => {
    aLadder(east, top)
      .when((state) => nameLevel(state, us, { level: 7, name: world }, why))
      .thenRefused('ladder-level-not-found');
  });

  it('is taken off when no panel stands on it', () => {
    aLadder(aPanel())
      .when((state) => takeLevelOff(state, us, 2, why))
      .then([revised({ levels: [service], panels: [aPanel()] })]);
  });

  it('stays while a panel stands on it', () => {
    aLadder(east, top)
      .when((state) => takeLevelOff(state, us, 2, why))
      .thenRefused('ladder-level-has-panels', { details: { level: 2 } });
  });

  it('that is not there cannot be taken off', () => {
    aLadder(east, top)
      .when((state) => takeLevelOff(state, us, 3, why))
      .thenRefused('ladder-level-not-found');
  });
});

describe('the ladder of another organisation', () => {
  it.each([
    ['takes no panel', (state: Parameters<typeof placePanel>[0]) => placePanel(state, 'others', top, why)],
    ['loses no panel', (state: Parameters<typeof placePanel>[0]) => takePanelOff(state, 'others', 'east', why)],
    [
      'keeps its names',
      (state: Parameters<typeof placePanel>[0]) => nameLevel(state, 'others', { level: 1, name: top.name }, why),
    ],
    ['loses no level', (state: Parameters<typeof placePanel>[0]) => takeLevelOff(state, 'others', 2, why)],
  ])('%s', (_, decide) => {
    aLadder(east).when(decide).thenRefused('programme-not-found');
  });
});

describe('rules of a panel', () => {
  const own = { quorum: 'all', choicesNeedReasons: true } as const;
  const withRules = { ...east, rules: own };

  it('are those in which it departs from its programme, with why', () => {
    const rulesRevised = {
      type: 'PanelRulesRevised',
      schemaVersion: 1,
      data: { panel: 'east', rules: own, why },
    } as const;
    aLadder(east, top)
      .when((state) => revisePanelRules(state, us, 'east', own, why))
      .then([rulesRevised]);
    const after = given(programmeDecider, [programmeCreated({ levels, panels: [east, top] }), rulesRevised]).state;
    expect(after?.panels).toEqual([withRules, top]);
  });

  it('are none where it follows its programme in everything', () => {
    const followed = { type: 'PanelRulesRevised', schemaVersion: 1, data: { panel: 'east', rules: {}, why } } as const;
    aLadder(withRules, top)
      .when((state) => revisePanelRules(state, us, 'east', {}, why))
      .then([followed]);
    const after = given(programmeDecider, [programmeCreated({ levels, panels: [withRules] }), followed]).state;
    expect(after?.panels).toEqual([east]);
  });

  it('that are as they were are no change', () => {
    aLadder(withRules)
      .when((state) => revisePanelRules(state, us, 'east', { ...own }, why))
      .then([]);
    aLadder(east)
      .when((state) => revisePanelRules(state, us, 'east', {}, why))
      .then([]);
  });

  it('are refused for a panel that is not there, a quorum of nobody, a scale that does not rise', () => {
    const asked = (panel: string, rules: object) =>
      aLadder(east).when((state) => revisePanelRules(state, us, panel, rules, why));
    asked('north', own).thenRefused('ladder-panel-not-found', { field: 'panel' });
    asked('east', { quorum: 0 }).thenRefused('quorum-needs-a-number', { field: 'quorumNumber' });
    asked('east', { scale: { min: 5, max: 5 } }).thenRefused('scale-does-not-rise', { field: 'scale.max' });
    aLadder(east)
      .when((state) =>
        reviseLadder(
          state,
          us,
          { levels, panels: [{ ...east, passesUpTo: [], rules: { scale: { min: 2, max: 1 } } }] },
          why,
        ),
      )
      .thenRefused('scale-does-not-rise', { field: 'panels.0.rules.scale' });
  });

  it('stay when the panel is moved or named anew', () => {
    const { id, area: _area, ...place } = { ...east, name: { en: 'Eastern panel', cy: 'Panel y Dwyrain' } };
    aLadder(withRules, top)
      .when((state) => placePanel(state, us, { ...place, id }, why))
      .then([revised({ levels, panels: [{ ...withRules, name: place.name }, top] })]);
  });
});
