import { given } from '#contracts/testing/given.js';

import type { MemberLeft, RemarkHidden, RemarkMade } from './events.js';
import {
  aSitting,
  closed,
  conflict,
  facilitator,
  member,
  opened,
  received,
  sealedText,
  sitting,
  stateOf,
  takenOut,
} from './sitting.builders.js';
import { sittingDecider } from './state.js';
import { hideRemark, makeRemark } from './talking.js';

const said = (author: string, story: string | null = 'A'): RemarkMade => ({
  type: 'RemarkMade',
  schemaVersion: 1,
  data: { remark: `${author} on ${String(story)}`, story, author, text: sealedText },
});
const hidden: RemarkHidden = {
  type: 'RemarkHidden',
  schemaVersion: 1,
  data: { remark: 'M1 on A', hiddenBy: 'F1', because: { reason: 'W1', text: sealedText } },
};
const say = (before: ReturnType<typeof sitting>, author: string, story: string | null = 'A') =>
  before.when((state) => makeRemark(state, member(author), said(author, story).data));

describe('talking about stories', () => {
  it('is for members and the facilitator, about a story here or the meeting as a whole', () => {
    say(sitting(), 'M1').then([said('M1')]);
    say(sitting(), 'F1', null).then([said('F1', null)]);
    say(sitting(), 'O1').thenRefused('not-a-member');
    say(sitting(), 'M1', 'Z').thenRefused('story-not-in-sitting');
    say(sitting(takenOut('A')), 'M1').thenRefused('story-not-in-sitting');
  });

  it('is open to who may not choose the story', () => {
    say(sitting(conflict('M1', 'A')), 'M1').then([said('M1')]);
  });

  it('is not open to who may not choose it where that is the panel’s rule; another story and the meeting are', () => {
    const rules = { ...aSitting().rules, tooCloseMayTalk: false };
    const here = [opened({ rules }), received('A'), received('B'), conflict('M1', 'A', 'told', 'system')] as const;
    const silent = given(sittingDecider, here);
    say(silent, 'M1').thenRefused('too-close-to-talk', { field: 'story', details: { story: 'DN-A' } });
    say(silent, 'M1', 'B').then([said('M1', 'B')]);
    say(silent, 'M1', null).then([said('M1', null)]);
    say(silent, 'M2').then([said('M2')]);
    say(silent, 'F1').then([said('F1')]);
  });

  it('ends for who has left, and for all when the meeting closes', () => {
    const left: MemberLeft = { type: 'MemberLeft', schemaVersion: 1, data: { member: 'M1', recordedBy: 'M1' } };
    say(sitting(left), 'M1').thenRefused('member-has-left');
    say(sitting(closed()), 'M1').thenRefused('sitting-closed');
  });

  it('said again by the same command is said once', () => {
    say(sitting(said('M1')), 'M1').thenNothing();
  });
});

describe('hiding what was said', () => {
  const hide = (before: ReturnType<typeof sitting>, actor = facilitator) =>
    before.when((state) => hideRemark(state, actor, hidden.data));

  it('is for the facilitator, with a reason, and leaves on record that something was said', () => {
    hide(sitting(said('M1'))).then([hidden]);
    hide(sitting(said('M1')), member('M1')).thenRefused('not-the-facilitator');
    hide(sitting()).thenRefused('remark-not-found');
    expect(stateOf(sitting(said('M1'), hidden)).remarks).toEqual([
      { ...said('M1').data, hidden: { hiddenBy: 'F1', because: { reason: 'W1', text: sealedText } } },
    ]);
  });

  it('happens once, and not after the meeting has closed', () => {
    hide(sitting(said('M1'), hidden)).thenNothing();
    hide(sitting(said('M1'), closed())).thenRefused('sitting-closed');
  });
});
