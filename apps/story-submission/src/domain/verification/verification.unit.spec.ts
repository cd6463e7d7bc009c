import { given } from '#contracts/testing/given.js';

import type { Finding, VerificationEvent } from './events.js';
import {
  addToFinding,
  answerAsking,
  assignVerifier,
  handBack,
  proposeAsking,
  recordFinding,
  releaseFinding,
  seeFinding,
  verificationDecider,
} from './verification.js';

const words = (reason: string) => ({ reason, text: { class: 'reason' as const, version: 1, box: 'sealed' } });
const data = (verifier: string) => ({
  ...{ story: 'S', reference: 'DN-001', programme: 'telling', period: '2026-Q1', level: 2, verifier },
});
const assigned = (verifier = 'V'): VerificationEvent => ({
  type: 'VerificationAssigned',
  schemaVersion: 1,
  data: data(verifier),
});
const at = '2026-05-01T09:00:00.000Z';
const finding = (found: Finding = 'confirmed', askedOthers = false) => ({
  ...{ finding: found, note: words('N'), askedOthers, storyVersion: 1, at },
});
const found = (of = finding()): VerificationEvent => ({ type: 'FindingRecorded', schemaVersion: 1, data: of });
const proposed: VerificationEvent = { type: 'AskingProposed', schemaVersion: 1, data: { asked: words('A') } };
const answered = (agrees: boolean): VerificationEvent => ({
  type: 'AskingAnswered',
  schemaVersion: 1,
  data: { agrees, how: 'by-code' },
});
const involved: VerificationEvent = {
  type: 'VerificationHandedBack',
  schemaVersion: 1,
  data: { verifier: 'V', because: 'involved' },
};
const seen: VerificationEvent = { type: 'FindingSeen', schemaVersion: 1, data: { at } };
const near = { teller: 'T', collector: 'C' };
const check = (...events: readonly VerificationEvent[]) => given(verificationDecider, events);

describe('who checks a story', () => {
  it.each([
    ['C', 'verifier-collected-it'],
    ['T', 'verifier-told-it'],
  ])('is never %s: %s', (verifier, refusal) => {
    check()
      .when((state) => assignVerifier(state, data(verifier), near))
      .thenRefused(refusal, { field: 'verifier' });
  });

  it('is nobody whom the story credits or criticises', () => {
    check()
      .when((state) => assignVerifier(state, data('V'), { ...near, isNamed: true }))
      .thenRefused('verifier-is-involved', { field: 'verifier' });
  });

  it('is somebody apart; one who says that it is about them is not asked again', () => {
    check()
      .when((state) => assignVerifier(state, data('V'), near))
      .then([assigned()]);
    check(assigned())
      .when((state) => assignVerifier(state, data('V'), near))
      .thenNothing();
    check(assigned())
      .when((state) => handBack(state, 'V', 'involved'))
      .then([involved]);
    check(assigned(), involved)
      .when((state) => assignVerifier(state, data('V'), near))
      .thenRefused('verifier-is-involved');
    check(assigned(), involved)
      .when((state) => assignVerifier(state, data('W'), near))
      .then([assigned('W')]);
  });

  it('can be another while nothing is found, and again once everybody has seen what was', () => {
    check(assigned())
      .when((state) => assignVerifier(state, data('W'), near))
      .then([assigned('W')]);
    check(assigned(), found())
      .when((state) => assignVerifier(state, data('W'), near))
      .thenRefused('verification-waits-for-teller');
    const again = check(assigned(), found(), seen, assigned('W'));
    expect([again.state?.state, again.state?.before.map((each) => each.finding)]).toEqual(['assigned', ['confirmed']]);
  });

  it('alone may say what was found', () => {
    check(assigned())
      .when((state) => recordFinding(state, 'W', finding()))
      .thenRefused('verification-not-found');
    check(assigned())
      .when((state) => recordFinding(state, 'V', finding()))
      .then([found()]);
    check(assigned(), found())
      .when((state) => recordFinding(state, 'V', finding()))
      .thenRefused('verification-is-over');
  });
});

describe('asking others', () => {
  it('waits for no answer once the story was handed back', () => {
    expect(check(assigned(), proposed).state?.asking).toEqual({ asked: words('A'), agrees: null });
    expect(check(assigned(), proposed, involved).state?.asking).toBeNull();
  });

  it('needs the agreement of the teller on whom and what', () => {
    const asks = finding('confirmed', true);
    check(assigned())
      .when((state) => recordFinding(state, 'V', asks))
      .thenRefused('verification-needs-agreement');
    check(assigned(), proposed)
      .when((state) => recordFinding(state, 'V', asks))
      .thenRefused('verification-needs-agreement');
    check(assigned(), proposed, answered(false))
      .when((state) => recordFinding(state, 'V', asks))
      .thenRefused('verification-needs-agreement');
    check(assigned(), proposed, answered(true))
      .when((state) => recordFinding(state, 'V', asks))
      .then([found(asks)]);
    // Another question is another agreement.
    check(assigned(), proposed, answered(true), proposed)
      .when((state) => recordFinding(state, 'V', asks))
      .thenRefused('verification-needs-agreement');
  });

  it('is answered by the teller; a no of theirs is not turned into a yes by the verifier', () => {
    check(assigned())
      .when((state) => answerAsking(state, 'teller', true))
      .thenRefused('verification-asks-nothing');
    check(assigned(), proposed)
      .when((state) => answerAsking(state, 'teller', true))
      .then([answered(true)]);
    check(assigned(), proposed, answered(false))
      .when((state) => answerAsking(state, { verifier: 'V' }, true))
      .thenRefused('verification-teller-said-no');
    check(assigned(), proposed, answered(false))
      .when((state) => answerAsking(state, 'teller', true))
      .then([answered(true)]);
    check(assigned())
      .when((state) => proposeAsking(state, 'V', words('A')))
      .then([proposed]);
  });
});

describe('what was found', () => {
  it('is seen by the teller first, who may add to it', () => {
    check(assigned())
      .when((state) => seeFinding(state, at))
      .thenRefused('verification-not-found');
    check(assigned(), found())
      .when((state) => addToFinding(state, words('B'), at))
      .thenRefused('verification-not-found');
    check(assigned(), found())
      .when((state) => seeFinding(state, at))
      .then([seen]);
    check(assigned(), found(), seen)
      .when((state) => seeFinding(state, at))
      .thenNothing();
    const added: VerificationEvent = { type: 'TellerAdded', schemaVersion: 1, data: { words: words('B'), at } };
    check(assigned(), found(), seen)
      .when((state) => addToFinding(state, words('B'), at))
      .then([added]);
    expect(check(assigned(), found()).state?.state).toBe('found');
    expect(check(assigned(), found(), seen).state?.state).toBe('shown');
  });

  it('is shown without them only where they cannot look, or have not for 14 days', () => {
    const released = (because: 'no-way' | 'waited'): VerificationEvent => ({
      type: 'FindingReleased',
      schemaVersion: 1,
      data: { because },
    });
    const early = { canTellerLook: true, now: '2026-05-15T08:59:59.999Z' };
    check(assigned(), found())
      .when((state) => releaseFinding(state, early))
      .thenRefused('verification-waits-for-teller');
    const late = { canTellerLook: true, now: '2026-05-15T09:00:00.000Z' };
    check(assigned(), found())
      .when((state) => releaseFinding(state, late))
      .then([released('waited')]);
    const never = { canTellerLook: false, now: at };
    check(assigned(), found())
      .when((state) => releaseFinding(state, never))
      .then([released('no-way')]);
  });
});
