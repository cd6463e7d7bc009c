import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { aPanel } from '#contracts/testing/a-programme.js';

import {
  castBallotPage,
  closeRoundPage,
  conflictsApi,
  convenePanelApi,
  convenePanelPage,
  departuresApi,
  readingsApi,
  roundApi,
  seeMeeting,
  seeMeetings,
  sittingsApi,
} from './addresses.js';
import { PanelOfThree, people, type Meeting, type Name } from './testing/panel-of-three.js';

const patience = 30_000;

/** What docs/edges.md says that people see, as it stands on their pages. */
const said = {
  en: {
    ofOne: 'Only one member is left to choose. What is decided here is the view of one person',
    gone: 'it left this meeting, because it was taken back, paused or moved',
    aside: 'its teller corrected it while a round is open. The round goes on without it',
    lookAgain: 'A story left this round after you answered',
    nothing: 'Record that there was nothing to choose',
    nobody: 'Nobody here may choose: every member has left, or is too close to every story',
    onTwo: 'Also sits on another panel of this level: East panel',
    choose: 'Choose',
    lead: 'A round is open. 2 of 3 have answered',
    tooClose: 'You are too close to every story here, so nothing is asked of you',
    noneToChoose: 'No story in this round is one that you can choose',
    listed: 'You are too close to every story here. Nothing is asked of you.',
    ofTwo: '1 of 2 have answered.',
    waiting: 'Not yet:',
  },
  cy: {
    ofOne: 'Dim ond un aelod sydd ar ôl i ddewis. Barn un person yw’r hyn a benderfynir yma',
    gone: 'gadawodd y stori y cyfarfod hwn, am iddi gael ei thynnu yn ôl, ei hoedi neu ei symud',
    aside: 'cywirwyd y stori gan y sawl a’i hadroddodd tra bo rownd ar agor. Mae’r rownd yn parhau hebddi',
    lookAgain: 'Gadawodd stori y rownd hon ar ôl i chi ateb',
    nothing: 'Cofnodi nad oedd dim i’w ddewis',
    nobody: 'Ni all neb ddewis yma: mae pob aelod wedi gadael, neu’n rhy agos at bob stori',
    onTwo: 'Mae hefyd yn eistedd ar banel arall ar y lefel hon: Panel y Dwyrain',
    choose: 'Dewis',
    lead: 'Mae rownd ar agor. Mae 2 o 3 wedi ateb',
    tooClose: 'Rydych yn rhy agos at bob stori yma, felly nid oes dim i chi ei wneud',
    noneToChoose: 'Nid oes stori yn y rownd hon y gallwch ei dewis',
    listed: 'Rydych yn rhy agos at bob stori yma. Nid oes dim i chi ei wneud.',
    ofTwo: 'Mae 1 o 2 wedi ateb.',
    waiting: 'Ddim eto:',
  },
} as const;

describe.each(['en', 'cy'] as const)('at the edges of a meeting, its pages in %s', (language) => {
  const words = said[language];
  let panel: PanelOfThree;
  let told = 0;

  beforeAll(async () => {
    panel = await PanelOfThree.start({ panels: [aPanel(), aPanel({ id: 'west' })] });
    await convene(['M1', 'M2', 'M3']);
  }, patience);
  afterAll(() => panel.close());

  const convene = (members: readonly Name[], id = 'east', facilitator: Name = 'F1') =>
    panel.done('E1', convenePanelApi.to({ programme: 'telling', panel: id }), { members, facilitator });
  const meet = async (): Promise<Meeting & { readonly a: string; readonly b: string }> => {
    told += 1;
    const [a, b] = [`A${String(told)}`, `B${String(told)}`];
    for (const story of [a, b]) await panel.tell(story);
    return { ...(await panel.openMeeting([a, b])), a, b };
  };
  const shown = async (name: Name, sitting: string) =>
    (await (await panel.service.browser(people[name])).open(seeMeeting.to({ language, sitting }))).page;

  it('a story that its teller takes back has left, and says so', async () => {
    const { sitting, a } = await meet();
    await panel.withdraw(a);
    expect((await shown('F1', sitting)).mainText).toContain(`DN-${a}: ${words.gone}`);
  });

  it('a story that is corrected while a round is open is away, and who had answered is told', async () => {
    const { sitting, stories, a } = await meet();
    await panel.read({ sitting, stories }, 'M1', 'M2');
    const round = await panel.openRound({ sitting, stories });
    await panel.cast(round, { M1: { choice: a } });
    await panel.correct(a);
    const { mainText } = await shown('M1', sitting);
    expect(mainText).toContain(`DN-${a}: ${words.aside}`);
    expect(mainText).toContain(words.lookAgain);
    expect((await shown('M2', sitting)).mainText).not.toContain(words.lookAgain);
  });

  it('a meeting to which no story came offers to record that', async () => {
    const asked = { programme: 'telling', panel: 'east', period: '2026-Q1', domain: 'quality' };
    const sitting = String((await panel.done('F1', sittingsApi.to(), asked))['sitting']);
    expect((await shown('F1', sitting)).mainText).toContain(words.nothing);
    expect((await shown('M1', sitting)).mainText).not.toContain(words.nothing);
  });

  it('a meeting in which everybody is too close to every story says so to whoever leads it', async () => {
    const { sitting, stories } = await meet();
    for (const member of ['M1', 'M2', 'M3'] as const) {
      for (const story of stories) {
        await panel.done(member, conflictsApi.to({ sitting }), { member, story, because: 'close' });
      }
    }
    expect((await shown('F1', sitting)).mainText).toContain(words.nobody);
  });

  it('a member who is too close to every story is not asked to choose, and the round waits for the others alone', async () => {
    const { sitting, stories, a } = await meet();
    await panel.read({ sitting, stories }, 'M2', 'M3');
    for (const story of stories) {
      await panel.done('M1', conflictsApi.to({ sitting }), { member: 'M1', story, because: 'close' });
    }
    const round = await panel.openRound({ sitting, stories });
    await panel.cast(round, { M2: { choice: a } });
    expect((await shown('M1', sitting)).mainText).toContain(words.tooClose);
    const open = async (name: Name, address: string) =>
      (await (await panel.service.browser(people[name])).open(address)).page;
    const choosing = await open('M1', castBallotPage.to({ language, round }));
    expect(choosing.mainText).toContain(words.noneToChoose);
    expect(Object.keys(choosing.formValues)).not.toContain('choice');
    expect((await open('M1', seeMeetings.to({ language }))).mainText).toContain(words.listed);
    const closing = await open('F1', closeRoundPage.to({ language, round }));
    expect(closing.mainText).toContain(words.ofTwo);
    expect(closing.mainText.split(words.waiting)[1]).toMatch(/M3/);
    expect(closing.mainText.split(words.waiting)[1]).not.toMatch(/M1/);
    await panel.done('M3', departuresApi.to({ sitting }), { member: 'M3' });
    const after = await open('F1', closeRoundPage.to({ language, round }));
    expect(after.mainText).not.toContain(words.waiting);
    expect((await panel.get(people.M2, roundApi.to({ round }))).body).toMatchObject({ entitled: 1, answered: 1 });
  });

  it('whoever leads and is a member is asked to choose before they are asked to close', async () => {
    await convene(['F1', 'M2', 'M3']);
    const { sitting, stories, a } = await meet();
    const both = { person: 'F1', roles: [{ role: 'facilitator' as const }, { role: 'panel-member' as const }] };
    await panel.read({ sitting, stories }, 'M2', 'M3');
    for (const story of stories) await panel.post(both, readingsApi.to({ sitting, story }));
    const round = await panel.openRound({ sitting, stories });
    await panel.cast(round, { M2: { choice: a }, M3: { choice: a } });
    const browser = await panel.service.browser(both);
    const { page } = await browser.open(seeMeeting.to({ language, sitting }));
    expect(page.linkTo(words.choose)).toBe(castBallotPage.to({ language, round }));
    expect(page.mainText).not.toContain(words.lead);
  });

  it('a panel of one says that what it decides is the view of one person', async () => {
    const before = await meet();
    expect((await shown('F1', before.sitting)).mainText).not.toContain(words.ofOne);
    await convene(['M1']);
    const { sitting } = await meet();
    for (const name of ['F1', 'M1'] as const) expect((await shown(name, sitting)).mainText).toContain(words.ofOne);
  });

  it('somebody who sits on a panel of the same level already is named beside who convenes another', async () => {
    await convene(['M1']);
    const name = { class: 'name', version: 1, box: '' } as const;
    for (const [person, role] of [
      ['M1', 'panel-member'],
      ['M4', 'panel-member'],
      ['F2', 'facilitator'],
    ] as const) {
      await panel.service.receive(personChangedV1, `person/${person}`, {
        ...{ person, roles: [{ role }], name, language: 'en', revision: 1 },
      });
    }
    const browser = await panel.service.browser(people.E1);
    const { page } = await browser.open(convenePanelPage.to({ language, programme: 'telling', panel: 'west' }));
    expect(page.mainText).toContain(words.onTwo);
    expect(page.mainText.split(words.onTwo)).toHaveLength(2);
  });
});
