import request from 'supertest';

import { meetingsAccessedV1 } from '#contracts/panel-review/meetings-accessed.v1.js';
import { newId } from '#service-kit/ids.js';
import type { TestPerson } from '#service-kit/testing/service-harness.js';

import {
  closeSittingApi,
  flipChartApi,
  flipChartRemovalApi,
  flipChartsApi,
  flipChartsPage,
  minutesFile,
  minutesPage,
  seeMeeting,
} from '../../addresses.js';
import { PanelOfThree, people, type Meeting } from '../../testing/panel-of-three.js';
import { destroyFlipCharts } from './destroy-in-time.js';

const patience = 60_000;
/** One dot. */
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

describe('a photo of the flip chart', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;

  beforeAll(async () => {
    const care = { waitingDays: 0, words: { en: [], cy: [] }, keepMonths: 12 };
    panel = await PanelOfThree.start({ care });
    await panel.tell('A');
    await panel.convene();
    meeting = await panel.openMeeting(['A'], { heldIn: 'room' });
  }, patience);
  afterAll(() => panel.close());

  const sends = async (who: TestPerson, sitting: string, file: Buffer, words = 'Three circles: agrimony') => {
    const sending = request(panel.service.app.getHttpServer())
      .post(flipChartsApi.to({ sitting }))
      .set({ ...(await panel.service.as(who)), 'idempotency-key': newId() });
    return sending.field('words', words).attach('file', file, { filename: 'a.html', contentType: 'text/html' });
  };
  const listed = async (who: TestPerson = people.M1) =>
    (await panel.get(who, flipChartsApi.to({ sitting: meeting.sitting }))).body.items;

  it('is kept by whoever leads a meeting held in a room, with what stands on it, and seen by the panel alone', async () => {
    const { sitting } = meeting;
    expect((await sends(people.F1, sitting, photo)).status).toBe(201);
    const [item] = await listed();
    expect(item).toMatchObject({ format: 'image/png', bytes: photo.length, words: 'Three circles: agrimony' });
    const address = flipChartApi.to({ sitting, photo: item.photo });
    const seen = await panel.get(people.M2, address);
    expect([seen.status, seen.headers['content-type'], Buffer.compare(seen.body, photo)]).toEqual([
      200,
      'image/png',
      0,
    ]);
    expect(seen.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await panel.get(people.O1, address)).status).toBe(404);
    expect((await sends(people.M1, sitting, photo)).status).toBe(403);
    expect((await sends(people.O1, sitting, photo)).status).toBe(404);
  });

  it('is what is in it: no script, nothing without words, and none of a meeting that is not held in a room', async () => {
    const { sitting } = meeting;
    const script = await sends(people.F1, sitting, Buffer.from('<script>alert(1)</script>'));
    expect([script.status, script.body.type]).toEqual([422, '/problems/photo-of-no-kind']);
    expect((await sends(people.F1, sitting, Buffer.alloc(0))).body.type).toBe('/problems/photo-missing');
    expect((await sends(people.F1, sitting, photo, ' ')).status).toBe(422);
    const online = await panel.openMeeting(['A']);
    expect((await sends(people.F1, online.sitting, photo)).body.type).toBe('/problems/flip-chart-without-room');
    expect(await listed()).toHaveLength(1);
  });

  it('stands on a page with its words, in the minutes, and in the file of them by its bytes', async () => {
    const { sitting } = meeting;
    const browser = await panel.service.browser(people.F1);
    const address = flipChartsPage.to({ language: 'en', sitting });
    const page = (await browser.open(seeMeeting.to({ language: 'en', sitting }))).page;
    expect(page.linkTo('Photos of the flip chart')).toBe(address);
    const shown = (await browser.open(address)).page;
    expect(shown.root.querySelector('main img')?.getAttribute('alt')).toBe('Three circles: agrimony');
    expect(shown.buttons).toEqual(['Take photo 1 away now', 'Add it']);
    expect(shown.mainText).toContain(
      'Take photo 1 away The photo and its words go from here and from the minutes. You cannot undo this.',
    );
    const nothing = await browser.send(address, { words: 'Only words' });
    expect([nothing.status, nothing.page.errors.map(({ input }) => input)]).toEqual([422, ['file']]);
    expect(nothing.page.mainText).toContain('Only words');
    const member = await panel.service.browser(people.M1);
    expect((await member.open(flipChartsPage.to({ language: 'cy', sitting }))).page.buttons).toEqual([]);
    const minutes = (await member.open(minutesPage.to({ language: 'en', sitting }))).page;
    expect(minutes.mainText).toContain('Flip chart Three circles: agrimony');
    const file = (await panel.get(people.M1, minutesFile.to({ language: 'en', sitting }))).text;
    expect(file).toContain(`src="data:image/png;base64,${photo.toString('base64')}"`);
    // Who saw it stands in the audit, by the meeting and by the photo; M2 was given the photo before.
    await panel.service.settled();
    const accessed = panel.service.said().filter(({ type }) => type === meetingsAccessedV1.type);
    const [item] = await listed();
    const saw = { act: 'saw', kind: 'flip-chart' };
    for (const seen of [
      { ...saw, person: 'F1', object: sitting },
      { ...saw, person: 'M1', object: sitting },
      { ...saw, person: 'M2', object: `${sitting}/${String(item.photo)}` },
    ]) {
      expect(accessed.map(({ data }) => data)).toContainEqual(expect.objectContaining(seen));
    }
    expect(accessed.filter(({ data }) => JSON.stringify(data).includes('O1'))).toEqual([]);
  });

  it('is gone at its key when it is taken away, also after the meeting, and when the programme keeps it no longer', async () => {
    const { sitting } = meeting;
    const [first] = await listed();
    await panel.done('F1', flipChartRemovalApi.to({ sitting, photo: first.photo }));
    expect(await listed()).toEqual([]);
    expect((await panel.get(people.M1, flipChartApi.to({ sitting, photo: first.photo }))).status).toBe(404);
    expect((await sends(people.F1, sitting, photo, 'The second sheet')).status).toBe(201);
    // The period closed on 31 March 2026, and twelve months are set.
    await destroyFlipCharts(panel.service.runtime, '2027-03-30T10:00:00.000Z');
    expect(await listed()).toHaveLength(1);
    const [second] = await listed();
    await destroyFlipCharts(panel.service.runtime, '2027-03-31T10:00:00.000Z');
    expect(await listed()).toEqual([]);
    await expect(readAll(second.photo)).rejects.toThrow();
    const log = (await panel.service.runtime.store.read(`sitting/${sitting}`)).map(({ event }) =>
      JSON.stringify(event),
    );
    expect(log.join()).not.toMatch(/agrimony|second sheet/);
    expect((await panel.post(people.F1, closeSittingApi.to({ sitting }))).status).toBe(409);
  });

  async function readAll(id: string): Promise<void> {
    for await (const _chunk of panel.service.runtime.files.read(id, 'pont-y-bore')) continue;
  }
});
