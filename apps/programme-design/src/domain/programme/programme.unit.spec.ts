import { aDomain, aPanel, aPeriod, aProgramme, safeguarding } from '#contracts/testing/a-programme.js';
import { given } from '#contracts/testing/given.js';

import { addDomain, addPeriod, closePeriod, createProgramme, openPeriod } from './decide.js';
import { reviseLadder } from './ladder.js';
import type { ProgrammeEvent } from './events.js';
import { programmeCreated } from './programme.builders.js';
import { nameSafeguarding } from './revise.js';
import { programmeDecider } from './state.js';

const programme = (...events: ProgrammeEvent[]) => given(programmeDecider, [programmeCreated(), ...events]);
const named: ProgrammeEvent = { type: 'SafeguardingNamed', schemaVersion: 1, data: { safeguarding, why: null } };
const us = 'pont-y-bore';

describe('creating a programme', () => {
  const nothing = given(programmeDecider, []);

  it('writes down the whole design', () => {
    nothing
      .when((state) => createProgramme(state, aProgramme()))
      .then([{ type: 'ProgrammeCreated', schemaVersion: 1, data: { design: aProgramme() } }]);
  });

  it('is refused where the id stands already', () => {
    programme()
      .when((state) => createProgramme(state, aProgramme()))
      .thenRefused('programme-id-taken', { field: 'id' });
  });

  it.each([
    ['without a language', { languages: [] }, 'programme-language-missing', 'languages'],
    ['without a domain', { domains: [] }, 'programme-domain-missing', 'domains'],
    [
      'with an open period and nobody for safeguarding',
      { periods: [aPeriod({ status: 'open' })] },
      'safeguarding-not-named',
      'periods.0.status',
    ],
    ['with a period id twice', { periods: [aPeriod(), aPeriod()] }, 'id-used-twice', 'periods.1.id'],
    [
      'with a period that ends before it begins',
      { periods: [aPeriod({ opens: '2026-04-01', closes: '2026-03-31' })] },
      'period-ends-before-it-begins',
      'periods.0.closes',
    ],
    [
      'with a scale that does not rise',
      { rules: { ...aProgramme().rules, scale: { min: 5, max: 5 } } },
      'scale-does-not-rise',
      'rules.scale',
    ],
    ['with a panel on no level', { panels: [aPanel({ level: 7 })] }, 'panel-level-unknown', 'panels.0.level'],
    [
      'with a panel that passes up to one that is not there',
      { panels: [aPanel({ passesUpTo: ['nowhere'] })] },
      'panel-unknown',
      'panels.0.passesUpTo',
    ],
    [
      'with a panel that passes up to its own level',
      { panels: [aPanel({ passesUpTo: ['west'] }), aPanel({ id: 'west' })] },
      'panel-passes-up-to-no-higher-level',
      'panels.0.passesUpTo',
    ],
    [
      'with parallel panels on two levels',
      { panels: [aPanel({ parallelTo: 'national' }), aPanel({ id: 'national', level: 2 })] },
      'parallel-panels-share-a-level',
      'panels.0.parallelTo',
    ],
  ])('is refused %s', (_, design, refusal, field) => {
    nothing.when((state) => createProgramme(state, aProgramme(design))).thenRefused(refusal, { field });
  });
});

describe('a period', () => {
  const opened: ProgrammeEvent = { type: 'PeriodOpened', schemaVersion: 1, data: { period: '2026-Q1', why: null } };
  const closed: ProgrammeEvent = { type: 'PeriodClosed', schemaVersion: 1, data: { period: '2026-Q1', why: null } };

  it('opens', () => {
    programme(named)
      .when((state) => openPeriod(state, us, '2026-Q1', null))
      .then([opened]);
  });

  it('that is open opens no second time', () => {
    programme(opened)
      .when((state) => openPeriod(state, us, '2026-Q1', null))
      .thenNothing();
  });

  it('closes', () => {
    programme(opened)
      .when((state) => closePeriod(state, us, '2026-Q1', null))
      .then([closed]);
  });

  it('that was never open cannot close', () => {
    programme()
      .when((state) => closePeriod(state, us, '2026-Q1', null))
      .thenRefused('period-not-open');
  });

  it('opens again only with a reason', () => {
    const shut = programme(named, opened, closed);
    shut
      .when((state) => openPeriod(state, us, '2026-Q1', null))
      .thenRefused('reopening-needs-a-reason', { field: 'why' });
    shut
      .when((state) => openPeriod(state, us, '2026-Q1', 'Two stories came late'))
      .then([{ type: 'PeriodOpened', schemaVersion: 1, data: { period: '2026-Q1', why: 'Two stories came late' } }]);
  });

  it('opens only where somebody is there for a person in danger; one that is open already stays open', () => {
    const before = { periods: [aPeriod({ status: 'open' }), aPeriod({ id: 'next' })] };
    const old = given(programmeDecider, [programmeCreated(before)]);
    old.when((state) => openPeriod(state, us, 'next', null)).thenRefused('safeguarding-not-named');
    old.when((state) => openPeriod(state, us, '2026-Q1', null)).thenNothing();
    old.when((state) => closePeriod(state, us, '2026-Q1', null)).then([closed]);
  });

  it('is added once', () => {
    programme()
      .when((state) => addPeriod(state, us, aPeriod(), null))
      .thenRefused('id-used-twice', { field: 'id' });
  });

  const spring = { name: { en: 'Spring 2026', cy: 'Gwanwyn 2026' }, opens: '2026-04-01', closes: '2026-06-30' };
  const prompt = { lookBack: 'P1M', question: { en: 'What changed?', cy: 'Beth newidiodd?' } };

  it('is added planned, with its question and an id made from its English name', () => {
    programme()
      .when((state) => addPeriod(state, us, { ...spring, prompt }, 'A new year'))
      .then([
        {
          type: 'PeriodAdded',
          schemaVersion: 1,
          data: { period: { id: 'spring-2026', ...spring, status: 'planned', prompt }, why: 'A new year' },
        },
      ]);
  });

  it('may be one day long, and never ends before it begins', () => {
    programme()
      .when((state) => addPeriod(state, us, { ...spring, id: 'day', closes: '2026-04-01' }, null))
      .then([
        {
          type: 'PeriodAdded',
          schemaVersion: 1,
          data: { period: { id: 'day', ...spring, closes: '2026-04-01', status: 'planned' }, why: null },
        },
      ]);
    programme()
      .when((state) => addPeriod(state, us, { ...spring, closes: '2026-03-31' }, null))
      .thenRefused('period-ends-before-it-begins', { field: 'closes' });
  });

  it('has a name of its own in each language', () => {
    programme()
      .when((state) => addPeriod(state, us, { ...spring, name: { en: 'Winter', cy: 'IONAWR i Fawrth 2026' } }, null))
      .thenRefused('name-used-twice', { field: 'name.cy' });
  });
});

describe('safeguarding', () => {
  it('is named, and named again only where something changed', () => {
    programme()
      .when((state) => nameSafeguarding(state, us, safeguarding, null))
      .then([named]);
    programme(named)
      .when((state) => nameSafeguarding(state, us, safeguarding, 'The same'))
      .thenNothing();
  });

  it('takes two people', () => {
    programme()
      .when((state) => nameSafeguarding(state, us, { ...safeguarding, deputy: safeguarding.lead }, null))
      .thenRefused('safeguarding-needs-two-people', { field: 'deputy' });
  });
});

describe('the design', () => {
  it('is not there for another organisation', () => {
    programme()
      .when((state) => openPeriod(state, 'others', '2026-Q1', null))
      .thenRefused('programme-not-found');
  });

  it('takes another domain', () => {
    const domain = aDomain({ id: 'lessons', kind: 'negative', name: { en: 'Lessons', cy: 'Gwersi' } });
    programme()
      .when((state) => addDomain(state, us, domain, null))
      .then([{ type: 'DomainAdded', schemaVersion: 1, data: { domain, why: null } }]);
  });

  it.each(['named', 'open', 'negative'] as const)('takes a domain of the kind %s without an id', (kind) => {
    const { id: _, ...given } = aDomain({ kind, name: { en: 'Trust & hope', cy: 'Ymddiriedaeth a gobaith' } });
    const domain = { ...given, id: 'trust-hope' };
    programme()
      .when((state) => addDomain(state, us, given, 'Asked for by tellers'))
      .then([{ type: 'DomainAdded', schemaVersion: 1, data: { domain, why: 'Asked for by tellers' } }]);
  });

  it('takes no second domain of one id or one name', () => {
    programme()
      .when((state) => addDomain(state, us, aDomain({ name: { en: 'Other', cy: 'Arall' } }), null))
      .thenRefused('id-used-twice', { field: 'id' });
    programme()
      .when((state) => addDomain(state, us, aDomain({ id: 'other' }), null))
      .thenRefused('name-used-twice', { field: 'name.en', details: { name: 'Quality of life' } });
  });

  it('refuses a ladder that does not hold', () => {
    programme()
      .when((state) => reviseLadder(state, us, { levels: [], panels: [aPanel()] }, null))
      .thenRefused('panel-level-unknown');
  });
});
