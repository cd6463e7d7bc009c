import type { Sealed } from '#contracts/shared/sealed.js';
import { given } from '#contracts/testing/given.js';

import {
  askInvitation,
  invitationDecider,
  letterCameBack,
  letterWentOut,
  standingOfInvitation,
  takeBackInvitation,
  writeInvitation,
  type InvitationEvent,
} from './invitation.js';

const address: Sealed = { class: 'contact', version: 1, box: 'address' };
const elsewhere: Sealed = { class: 'contact', version: 1, box: 'elsewhere' };
const link: Sealed = { class: 'contact', version: 1, box: 'link' };
const [monday, tuesday, nextMonday] = [
  '2026-11-16T10:00:00.000Z',
  '2026-11-17T10:00:00.000Z',
  '2026-11-23T10:00:00.000Z',
];

const asked: InvitationEvent = { type: 'InvitationAsked', schemaVersion: 1, data: { invitation: 'I1', address } };
const writtenData = { invitation: 'I1', link, expiresAt: nextMonday };
const written: InvitationEvent = { type: 'InvitationWritten', schemaVersion: 1, data: writtenData };
const sent: InvitationEvent = { type: 'InvitationSent', schemaVersion: 1, data: { invitation: 'I1' } };
const takenBack: InvitationEvent = { type: 'InvitationTakenBack', schemaVersion: 1, data: { invitation: 'I1' } };
const refused: InvitationEvent = {
  ...{ type: 'InvitationReturned', schemaVersion: 1 },
  data: { invitation: 'I1', because: 'mail-refused' },
};
const askedAgain: InvitationEvent = {
  ...{ type: 'InvitationAsked', schemaVersion: 1 },
  data: { invitation: 'I2', address },
};

const after = (...events: readonly InvitationEvent[]) => given(invitationDecider, events);
const standing = (events: readonly InvitationEvent[], hasSignInName: boolean, now: string) => {
  const { state } = after(...events);
  return state === undefined ? undefined : standingOfInvitation(state, hasSignInName, now);
};

describe('an invitation by mail', () => {
  it('needs an address the first time, and goes to the same one again', () => {
    after()
      .when((state) => askInvitation(state, 'I1', undefined))
      .thenRefused('invitation-address-missing', { field: 'address' });
    after(asked, written, sent)
      .when((state) => askInvitation(state, 'I2', undefined))
      .then([askedAgain]);
    after(asked)
      .when((state) => askInvitation(state, 'I2', elsewhere))
      .then([{ ...asked, data: { invitation: 'I2', address: elsewhere } }]);
  });

  it('keeps its link from one try to the next, until that has ended', () => {
    after(asked)
      .when((state) => writeInvitation(state, { ...writtenData, now: monday }))
      .then([written]);
    after(asked, written)
      .when((state) => writeInvitation(state, { ...writtenData, link: elsewhere, now: tuesday }))
      .thenNothing();
    after(asked, written)
      .when((state) => writeInvitation(state, { ...writtenData, link: elsewhere, now: nextMonday }))
      .then([{ ...written, data: { ...writtenData, link: elsewhere } }]);
  });

  it('goes out or comes back once; what is said of one that is over changes nothing', () => {
    after(asked, written)
      .when((state) => letterWentOut(state, 'I1'))
      .then([sent]);
    after(asked, written)
      .when((state) => letterCameBack(state, 'I1', 'mail-refused'))
      .then([refused]);
    for (const over of [
      [asked, written, sent],
      [asked, takenBack],
      [asked, askedAgain],
    ]) {
      after(...over)
        .when((state) => letterWentOut(state, 'I1'))
        .thenNothing();
      after(...over)
        .when((state) => letterCameBack(state, 'I1', 'mail-refused'))
        .thenNothing();
      after(...over)
        .when((state) => writeInvitation(state, { ...writtenData, now: monday }))
        .thenNothing();
    }
  });

  it('can be taken back while it is on its way or unused', () => {
    after(asked).when(takeBackInvitation).then([takenBack]);
    after(asked, written, sent).when(takeBackInvitation).then([takenBack]);
    after(asked, written, refused).when(takeBackInvitation).thenNothing();
    after().when(takeBackInvitation).thenRefused('invitation-not-found');
  });

  it('says where it stands', () => {
    expect(standing([asked], false, monday)).toBe('waiting');
    expect(standing([asked, written], false, monday)).toBe('waiting');
    expect(standing([asked, written, sent], false, tuesday)).toBe('sent');
    expect(standing([asked, written, sent], false, nextMonday)).toBe('expired');
    expect(standing([asked, written, sent], true, nextMonday)).toBe('used');
    expect(standing([asked, written, refused], false, tuesday)).toBe('refused');
    expect(standing([asked, written, sent, takenBack], false, tuesday)).toBe('taken-back');
    const gone = { ...refused, data: { invitation: 'I1', because: 'address-gone' as const } };
    expect(standing([asked, gone], false, tuesday)).toBe('not-sent');
  });
});
