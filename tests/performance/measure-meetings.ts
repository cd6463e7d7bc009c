import { CommandBus } from '@nestjs/cqrs';
import { join } from 'node:path';

import { SqliteSessions } from '#access/sqlite/sqlite-sessions.js';
import type { HeldRole } from '#access/principal.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { storyModeratedV1 } from '#contracts/story-submission/story-moderated.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { aPanel, aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import { Inbox } from '#event-store/inbox.js';
import type { CommandContext } from '#event-store/event-store.js';
import { systemClock } from '#service-kit/clock.js';
import { createHttpApp } from '#service-kit/http/http-app.js';
import { newId } from '#service-kit/ids.js';
import { Database } from '#sqlite/database.js';

import {
  castBallot,
  roundDecider,
  roundStream,
  type RoundState,
} from '../../apps/panel-review/src/domain/round/round.js';
import { panelReviewErrors } from '../../apps/panel-review/src/errors.js';
import { panelReview } from '../../apps/panel-review/src/panel-review.service.js';
import { CloseRound } from '../../apps/panel-review/src/use-cases/close-round/close-round.command.js';
import { ConvenePanel } from '../../apps/panel-review/src/use-cases/convene-panel/convene-panel.command.js';
import { OpenRound } from '../../apps/panel-review/src/use-cases/open-round/open-round.command.js';
import { OpenSitting } from '../../apps/panel-review/src/use-cases/open-sitting/open-sitting.command.js';
import { ReadAloud } from '../../apps/panel-review/src/use-cases/read-aloud/read-aloud.command.js';
import { ReceiveStories } from '../../apps/panel-review/src/use-cases/receive-stories/receive-stories.command.js';
import type { Row } from './rows.js';
import { openService } from './running-service.js';
import type { Sizes } from './sizes.js';

const organisation = 'pont-y-bore';
const place = { programme: 'telling', period: '2026-Q1', domain: 'quality' };
const text: StoryText = {
  title: 'A change',
  narrative: 'We planted beans in a yoghurt pot, and they came up. '.repeat(20),
  ...{ whySignificant: 'They came up', place: null, tellerRole: null, collectorRole: null, changeHappenedOn: null },
  ...{ contentNotes: [], peopleAffected: null, recommendation: null, notes: null },
};

const by = (actor: string): CommandContext => ({
  ...{ commandId: newId(), organisation, actor, at: systemClock.now(), correlation: 'bench' },
});

const done = <Result>(result: Result | Refusal): Result => {
  if (isRefusal(result)) throw new Error(`Refused: ${result.refusal}`);
  return result;
};

const names = (prefix: string, many: number): readonly string[] =>
  Array.from({ length: many }, (_, at) => `${prefix}${String(at + 1)}`);

/** The figure that 95 of 100 stay under. */
const p95 = (figures: readonly number[]): number =>
  [...figures].sort((a, b) => a - b)[Math.ceil(figures.length * 0.95) - 1] ?? Number.NaN;

/** A meeting's page, and the closing of a large round, in a service with everything that the platform puts before it. */
export async function measureMeetings(sizes: Sizes, folder: string): Promise<readonly Row[]> {
  const service = await openService(panelReview, folder);
  const { runtime } = service.running;
  await service.running.start();
  const sessions = new SqliteSessions(new Database(join(folder, 'sessions.db')));
  const app = await createHttpApp({
    ...{ modules: [panelReview.module(runtime)], services: [service.running], catalogues: [panelReviewErrors] },
    ...{ sessions, vault: runtime.vault },
    ...{ clock: systemClock, log: runtime.log, secret: new Uint8Array(32).fill(3), isHttps: false, isSample: true },
    rateLimits: 'off',
    exitTo: 'https://weather.example/',
    naming: async () => ({ organisation: 'Pont y Bore' }),
  });
  const commands = app.get(CommandBus);
  const inbox = new Inbox(runtime.store, 'panel-review');
  let revision = 0;
  const receive = async (type: string, source: string, subject: string, data: object): Promise<void> => {
    revision += 1;
    await inbox.take({
      ...{ specversion: '1.0', id: `${subject}@${String(revision)}`, source, type, subject, organisation },
      ...{ time: systemClock.now(), datacontenttype: 'application/json', correlation: 'bench', data },
    });
  };
  const panels = [aPanel(), aPanel({ id: 'hall' })];
  await receive(programmeRevisedV1.type, programmeRevisedV1.source, 'programme/telling', {
    programme: aProgramme({ periods: [aPeriod()], panels }),
    ...{ change: 'ProgrammeCreated', revision: 1 },
  });
  const stories = names('S', sizes.storiesOfMeeting);
  for (const story of stories) {
    const owner = `story/${story}`;
    const consent = {
      ...{ audiences: { panel: { named: false } }, exclusions: [], uses: ['quote' as const], wordingVersion: 1 },
      ...{ language: 'en' as const, answeredAt: systemClock.now(), how: 'own' as const },
    };
    const sealer = await runtime.vault.createStory({
      ...{ owner, organisation, person: `teller-${story}`, consent },
      classes: ['text'],
    });
    await receive(storySubmittedV1.type, storySubmittedV1.source, owner, {
      ...{ ...place, story, teller: `teller-${story}`, collector: null, reference: story, language: 'en' },
      ...{ route: 'own', toldOn: '2026-02-03', storyVersion: 1, words: 200, names: null },
      text: sealer.seal('text', 1, text),
    });
    const readFirst = { story, programme: 'telling', period: '2026-Q1', storyVersion: 1, isCleared: true };
    const at = systemClock.now();
    await receive(storyModeratedV1.type, storyModeratedV1.source, owner, { ...readFirst, at });
  }
  await service.running.settled();

  async function meeting(panel: string, members: readonly string[], read: readonly string[]): Promise<string> {
    done(await commands.execute(new ConvenePanel(by('E'), 'telling', panel, members, 'F', null)));
    const opened = done(
      await commands.execute(new OpenSitting(by('F'), { ...place, panel, heldIn: 'room', method: 'majority' })),
    );
    done(await commands.execute(new ReceiveStories(by('F'), opened.sitting, read)));
    for (const story of read) done(await commands.execute(new ReadAloud(by('F'), opened.sitting, story)));
    return opened.sitting;
  }

  const milliseconds: number[] = [];
  const sitting = await meeting('east', names('M', sizes.membersOfMeeting), stories);
  done(await commands.execute(new OpenRound(by('F'), sitting)));
  const roles: readonly HeldRole[] = [{ role: 'facilitator' }];
  await sessions.setAccount({ person: 'F', organisation, roles, language: 'en', isSample: true });
  const cookie = `newid-session=${await sessions.begin('F')}`;
  await app.listen(0, '127.0.0.1');
  const address = `${await app.getUrl()}/en/meetings/${sitting}`;
  for (let view = 0; view < sizes.pageViews + 10; view += 1) {
    const since = performance.now();
    const page = await fetch(address, { headers: { cookie, accept: 'text/html' } });
    await page.text();
    if (page.status !== 200) throw new Error(`The page of a meeting answered ${String(page.status)}`);
    // The first ones compile what the rest run.
    if (view >= 10) milliseconds.push(performance.now() - since);
  }

  const closings: number[] = [];
  for (let closing = 0; closing < sizes.closings; closing += 1) {
    const members = names('N', sizes.ballots);
    const hall = await meeting('hall', members, stories.slice(0, 3));
    const { round } = done(await commands.execute(new OpenRound(by('F'), hall)));
    const sealer = await runtime.vault.sealer(roundStream(round));
    if (sealer === undefined) throw new Error('The round has no key');
    // As the handler does, without the reading of the meeting that comes before each: what is measured is the closing.
    const choose = async (member: string, at: number): Promise<void> => {
      const choice = stories[at % 3] ?? '';
      const ballot = { choice, skipped: [], reasons: { [choice]: 'Somebody waited with them' } };
      const sealed = sealer.seal('ballot', 1, ballot);
      const decide = (state: RoundState | undefined) => castBallot(state, organisation, member, ballot, sealed);
      done(await runtime.store.execute(roundStream(round), by(member), roundDecider, decide));
    };
    for (let from = 0; from < members.length; from += 50) {
      await Promise.all(members.slice(from, from + 50).map((member, at) => choose(member, from + at)));
    }
    await service.running.settled();
    const since = performance.now();
    const { answered } = done(await commands.execute(new CloseRound(by('F'), round, null)));
    closings.push(performance.now() - since);
    if (answered !== members.length) throw new Error('Not every ballot was counted');
  }
  await app.close();
  await sessions.close();
  await service.close();
  const { storiesOfMeeting, membersOfMeeting, ballots, pageViews } = sizes;
  return [
    {
      name: 'page of a meeting, 95 of 100 views',
      unit: 's',
      runs: [p95(milliseconds) / 1_000],
      floor: { is: 'under', value: 0.06 },
      beside: `${String(storiesOfMeeting)} stories, ${String(membersOfMeeting)} members, ${String(pageViews)} views over HTTP`,
    },
    {
      name: 'closing a round, ballots with reasons',
      unit: 's',
      runs: closings.map((each) => each / 1_000),
      floor: { is: 'under', value: 0.2 },
      beside: `${String(ballots)} ballots, each with a reason under a key of its own`,
    },
  ];
}
