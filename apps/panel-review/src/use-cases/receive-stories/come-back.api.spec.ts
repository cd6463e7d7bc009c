import type { Consent } from '#contracts/shared/consent.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';

import { receiveStoriesApi, receiveStoriesPage, seeMeeting, sittingApi } from '../../addresses.js';
import { PanelOfThree, people, type Meeting } from '../../testing/panel-of-three.js';

const at = '2026-04-16T11:00:00.000Z';

describe('a story whose sharing is paused, and goes on', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.convene();
    for (const story of ['A', 'B', 'C', 'D']) await panel.tell(story);
    meeting = await panel.openMeeting(['A', 'B']);
  });
  afterAll(() => panel.close());

  const text = async (
    address: typeof seeMeeting | typeof receiveStoriesPage,
    language: 'en' | 'cy' = 'en',
  ): Promise<string> =>
    (await (await panel.service.browser(people.F1)).open(address.to({ language, sitting: meeting.sitting }))).page
      .mainText;
  const receives = (story: string) =>
    panel.post(people.F1, receiveStoriesApi.to({ sitting: meeting.sitting }), { stories: [story] });
  const here = async (): Promise<readonly string[]> => {
    const { body } = await panel.get(people.F1, sittingApi.to({ sitting: meeting.sitting }));
    return body.stories.map(({ story }: { readonly story: string }) => story);
  };
  /** As story-submission says it of one that several people answer for. */
  const answer = async (story: string, audiences: readonly 'panel'[]): Promise<void> => {
    const said = { story, programme: 'telling', period: '2026-Q1', audiences: [...audiences], at };
    await panel.service.receive(storyConsentChangedV1, `story/${story}`, said);
    await panel.readFirst(story, audiences.length > 0);
    await panel.service.settled();
  };

  it('is offered to no meeting while it is paused, and is offered again afterwards', async () => {
    const { vault } = panel.service;
    expect(await text(receiveStoriesPage)).toContain('DN-C');
    await vault.freeze('story/C', { id: 'pause C', actor: 'anyone', at });
    expect(await text(receiveStoriesPage)).not.toContain('DN-C');
    const { status, body } = await receives('C');
    expect([status, body.type, body.field]).toEqual([409, '/problems/story-kept-from-panel', 'stories.0']);
    await vault.settleIntent('pause C');
    await vault.unfreeze('story/C', () => Promise.resolve(true));
    expect(await text(receiveStoriesPage)).toContain('DN-C');
  });

  it('is offered to no meeting of a panel that its teller has left out', async () => {
    const { vault } = panel.service;
    const standing = await vault.consentOf('story/D');
    if (standing === undefined) throw new Error('No keys');
    const consent: Consent = { ...standing.consent, exclusions: [{ kind: 'team', id: 'east' }] };
    await vault.narrow('story/D', consent, { id: 'leave out D', actor: 'anyone', at });
    expect(await text(receiveStoriesPage)).not.toContain('DN-D');
    expect((await receives('D')).body.type).toBe('/problems/story-kept-from-panel');
  });

  it('left the meeting it was in: the page says when it may come back, and it is brought in again', async () => {
    await panel.read(meeting, 'M1', 'M2', 'M3');
    const { vault } = panel.service;
    await vault.freeze('story/A', { id: 'pause A', actor: 'anyone', at });
    await answer('A', []);
    expect(await text(seeMeeting)).toContain('DN-A: it left this meeting, because it was taken back, paused or moved.');
    expect((await receives('A')).status).toBe(409);

    await vault.settleIntent('pause A');
    await vault.unfreeze('story/A', () => Promise.resolve(true));
    await answer('A', ['panel']);
    expect(await text(seeMeeting)).toContain('DN-A: it left this meeting, and this panel may read it again.');
    expect(await text(seeMeeting)).toContain('Bring it in again');
    expect(await text(seeMeeting, 'cy')).toContain('DN-A: gadawodd y stori y cyfarfod hwn, a chaiff y panel hwn');
    expect(await text(receiveStoriesPage)).toMatch(/DN-A\. About 1 minute to read\. It was in this meeting before\./);
    expect((await receives('A')).status).toBe(200);
    expect(await here()).toEqual(['A', 'B']);
    expect(await text(seeMeeting)).not.toContain('it left this meeting');

    // Everybody has read it as it still stands.
    const round = await panel.openRound(meeting);
    await panel.cast(round, { M1: { choice: 'A' }, M2: { choice: 'A' } });
    expect(await panel.closeRound(round)).toMatchObject({ leading: ['A'] });
  });

  it('does not come back once it was taken back for good', async () => {
    await panel.withdraw('B');
    expect(await text(seeMeeting)).toContain('DN-B: it left this meeting, because it was taken back');
    expect((await receives('B')).body.type).toBe('/problems/story-not-receivable');
    expect(await here()).toEqual(['A', 'B']);
  });
});
