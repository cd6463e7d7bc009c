import type { MediaDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import { given } from '#contracts/testing/given.js';

import {
  addMedium,
  chooseSharing,
  clearMedium,
  largestOf,
  mediaDecider,
  putInWords,
  roomForMore,
  takeAway,
  whyNotForPanel,
  type MediaEvent,
  type MediumAdded,
} from './media.js';

const added = (medium: string): MediumAdded => ({
  type: 'MediumAdded',
  schemaVersion: 1,
  data: {
    ...{ story: 'S', programme: 'telling', medium, kind: 'picture', format: 'image/png' },
    ...{ bytes: 9, by: 'teller', scan: 'clean' },
  },
});
const sealed = { class: 'medium:A/words', version: 1, box: 'sealed' } as const;
const inWords: MediaEvent = { type: 'MediumPutInWords', schemaVersion: 1, data: { medium: 'A', words: sealed } };
const cleared: MediaEvent = { type: 'MediumCleared', schemaVersion: 1, data: { medium: 'A' } };
const gone: MediaEvent = { type: 'MediumTakenAway', schemaVersion: 1, data: { medium: 'A' } };
const two: MediaDesign = { most: 2, largest: { picture: 10, audio: null, video: null, pdf: null } };
const after = (...events: readonly MediaEvent[]) => events.reduce(mediaDecider.evolve, mediaDecider.initialState);

describe('what is told with a story beside its words', () => {
  it('is added as many times as the programme takes it, and once where it comes twice', () => {
    const add = (medium: string, ...before: readonly MediaEvent[]) =>
      given(mediaDecider, before).when((state) => addMedium(state, added(medium).data, two));
    add('A').then([added('A')]);
    add('B', added('A')).then([added('B')]);
    add('A', added('A')).then([]);
    add('C', added('A'), added('B')).thenRefused('media-full', { field: 'file', details: { n: 2 } });
    // One that was taken away makes room, and does not come back by a form sent again.
    add('C', added('A'), added('B'), gone).then([added('C')]);
    add('A', added('A'), gone).thenRefused('medium-not-found');
  });

  it('is taken by nobody who did not say so', () => {
    const none = { most: 5, largest: { picture: null, audio: null, video: null, pdf: null } };
    expect(roomForMore(after(), undefined)).toEqual(refuse('media-not-taken', 'file'));
    expect(roomForMore(after(), none)).toEqual(refuse('media-not-taken', 'file'));
    expect(largestOf('picture', two)).toBe(10_485_760);
    expect(largestOf('video', two)).toEqual(refuse('medium-kind-not-taken', 'file'));
  });

  it('goes to panels once a trained person has looked at it with the words it now has', () => {
    const clear = (...before: readonly MediaEvent[]) =>
      given(mediaDecider, before).when((state) => clearMedium(state, 'A'));
    clear(added('A')).thenRefused('medium-without-words');
    clear(added('A'), inWords).then([cleared]);
    clear(added('A'), inWords, cleared).then([]);
    clear(added('A'), inWords, cleared, inWords).then([cleared]);
    clear().thenRefused('medium-not-found');
    given(mediaDecider, [added('A'), gone])
      .when((state) => putInWords(state, 'A', sealed))
      .thenRefused('medium-not-found');
  });

  it('is taken away once', () => {
    const take = (...before: readonly MediaEvent[]) =>
      given(mediaDecider, before).when((state) => takeAway(state, 'A'));
    take(added('A')).then([gone]);
    take(added('A'), gone).then([]);
    take().thenRefused('medium-not-found');
  });

  it('is for a panel with words, looked at, and, of somebody who is not named, with their yes to be known', () => {
    const unnamed = { isNamed: false, mayShowWho: false };
    const ready = { words: sealed, isCleared: true };
    expect(whyNotForPanel(ready, unnamed)).toBe('shows-who');
    expect(whyNotForPanel(ready, { ...unnamed, mayShowWho: true })).toBeUndefined();
    expect(whyNotForPanel(ready, { ...unnamed, isNamed: true })).toBeUndefined();
    expect(whyNotForPanel({ words: null, isCleared: false }, { ...unnamed, isNamed: true })).toBe('without-words');
    expect(whyNotForPanel({ ...ready, isCleared: false }, { ...unnamed, isNamed: true })).toBe('not-looked-at');
  });

  it('is shared, or not any more, as its teller said last', () => {
    const consent = {
      audiences: {},
      exclusions: [],
      uses: [],
      wordingVersion: 1,
      language: 'en',
      answeredAt: '',
      how: 'own',
    } as const;
    const chosen = (isShared: boolean): MediaEvent => ({
      type: 'MediaSharingChosen',
      schemaVersion: 1,
      data: { story: 'S', programme: 'telling', isShared, consent },
    });
    const choose = (isShared: boolean, ...before: readonly MediaEvent[]) =>
      given(mediaDecider, before).when((state) =>
        chooseSharing(state, { story: 'S', programme: 'telling', isShared, consent }),
      );
    choose(true).then([chosen(true)]);
    choose(true, chosen(true)).then([]);
    choose(false, chosen(true)).then([chosen(false)]);
  });
});
