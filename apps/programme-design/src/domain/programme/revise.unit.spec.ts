import { aProgramme } from '#contracts/testing/a-programme.js';
import { given } from '#contracts/testing/given.js';

import { programmeCreated } from './programme.builders.js';
import { aboutOf, reviseConsentWording, reviseProgramme, reviseRules } from './revise.js';
import { programmeDecider } from './state.js';

const us = 'pont-y-bore';
const why = 'The pilot is over';
const worse = { en: 'What got worse?', cy: 'Beth aeth er gwaeth?' };
const programme = given(programmeDecider, [programmeCreated({ promptForTheWorse: worse })]);
const design = aProgramme({ promptForTheWorse: worse });
const { rules, consentWording } = design;
const wording = { audiences: consentWording.audiences, named: { en: 'Say who I am', cy: 'Dweud pwy ydw i' } };

describe('what a programme says', () => {
  it('is changed with why, and a question about lessons that is left out is asked no longer', () => {
    const { promptForTheWorse: _, ...about } = { ...aboutOf(design), purpose: { en: 'To change', cy: 'Newid' } };
    const revised = { type: 'ProgrammeRevised', schemaVersion: 1, data: { about, why } } as const;
    programme.when((state) => reviseProgramme(state, us, about, why)).then([revised]);
    const after = programmeDecider.evolve(design, revised);
    expect(after?.purpose.cy).toBe('Newid');
    expect(after?.promptForTheWorse).toBeUndefined();
    expect(after?.domains).toEqual(design.domains);
  });

  it('that is as it was is no change', () => {
    programme.when((state) => reviseProgramme(state, us, aboutOf(design), why)).then([]);
    programme.when((state) => reviseRules(state, us, { ...rules }, why)).then([]);
    programme.when((state) => reviseConsentWording(state, us, consentWording, why)).then([]);
  });

  it('is not changed by another organisation, nor into no language', () => {
    programme
      .when((state) => reviseProgramme(state, 'others', aboutOf(design), why))
      .thenRefused('programme-not-found');
    programme
      .when((state) => reviseProgramme(state, us, { ...aboutOf(design), languages: [] }, why))
      .thenRefused('programme-language-missing', { field: 'languages' });
  });
});

describe('rules of choosing', () => {
  it('are changed with why', () => {
    const stricter = { ...rules, quorum: 7, maxRounds: 2 };
    programme
      .when((state) => reviseRules(state, us, stricter, why))
      .then([{ type: 'RulesRevised', schemaVersion: 1, data: { rules: stricter, why } }]);
  });

  it('are refused where a scale does not rise or a quorum is nobody, by the field', () => {
    programme
      .when((state) => reviseRules(state, us, { ...rules, scale: { min: 5, max: 5 } }, why))
      .thenRefused('scale-does-not-rise', { field: 'scale.max' });
    programme
      .when((state) => reviseRules(state, us, { ...rules, quorum: 0 }, why))
      .thenRefused('quorum-needs-a-number', { field: 'quorumNumber' });
  });
});

describe('what tellers are asked', () => {
  it('is the next version when it is changed', () => {
    programme
      .when((state) => reviseConsentWording(state, us, wording, why))
      .then([{ type: 'ConsentWordingRevised', schemaVersion: 1, data: { wording: { version: 2, ...wording }, why } }]);
  });
});
