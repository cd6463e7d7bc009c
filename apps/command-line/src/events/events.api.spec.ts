import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EmbeddedBus } from '#messaging/embedded/embedded-bus.js';
import type { Message } from '#messaging/message-bus.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';

import { startPlatform } from '../../../platform/src/platform.js';
import { runNewid } from '../newid.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const secret = 'Mair lost her house';

/** A story as story-submission would tell of it, in a shape that breaks its contract. */
const broken = (version: number): Message => ({
  specversion: '1.0',
  id: `story/a@${String(version)}`,
  source: 'story-submission',
  type: 'story.submitted.v1',
  subject: 'story/a',
  time: '2026-03-01T10:00:00Z',
  datacontenttype: 'application/json',
  organisation: 'org-1',
  correlation: 'test',
  data: { story: 7, text: secret },
});

describe('newid events', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-events-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const starts = () => {
    const configuration = readConfiguration({ NEWID_DATA: folder, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'silent' });
    return startPlatform(configuration, openDataFolder(configuration, false));
  };

  // The operator speaks for an organisation: there has to be one.
  beforeAll(async () => {
    const platform = await starts();
    const link = await platform.setUpLink();
    const answer = await fetch(`${platform.address}/api/v1/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'first' },
      body: JSON.stringify({ link, organisation: { en: 'Pont y Bore', cy: 'Pont y Bore' }, name: 'A1' }),
    });
    expect(answer.status).toBe(201);
    await platform.close();
  }, 60_000);

  async function events(...given: readonly string[]) {
    const written = { output: '', errors: '' };
    const code = await runNewid(['events', ...given], {
      input: (async function* () {})(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment: { NEWID_DATA: folder, NEWID_LOG_LEVEL: 'silent' },
    });
    expect(written.output + written.errors).not.toContain('Mair');
    return { code, ...written };
  }

  it('shows a stream that cannot be taken, releases it where that helps, and gives up only the message that is named', async () => {
    expect(await events('parked')).toMatchObject({ code: 0, output: 'No stream stands still.\n' });

    const bus = new EmbeddedBus({ file: join(folder, 'bus.db'), log: silent });
    await bus.publish('newid.story-submission', [broken(1), { ...broken(2), type: 'story.submitted.v9' }]);
    await bus.close();
    const platform = await starts();
    await platform.settled();
    await platform.close();

    const listed = await events('parked', '--json');
    const { parked } = JSON.parse(listed.output) as { readonly parked: readonly { readonly group: string }[] };
    expect([...parked].sort((a, b) => a.group.localeCompare(b.group))).toMatchObject([
      { group: 'impact-reporting', topic: 'newid.story-submission', subject: 'story/a', messages: 2 },
      { group: 'panel-review', topic: 'newid.story-submission', subject: 'story/a', messages: 2 },
    ]);

    const shown = await events('show', 'panel-review', 'story/a');
    expect(shown.code).toBe(0);
    expect(shown.output).toMatch(/because: InvalidMessage: A story\.submitted\.v1 breaks its contract: \/programme: /);
    expect(shown.output).toContain('  story/a@1 (story.submitted.v1, 2026-03-01T10:00:00Z)\n');
    expect(shown.output).toContain('  story/a@2 (story.submitted.v9, 2026-03-01T10:00:00Z)\n');

    expect(await events('show', 'panel-review', 'story/z')).toMatchObject({ code: 2, output: '' });

    const released = await events('release', 'panel-review', 'story/a');
    expect(released).toMatchObject({ code: 1 });
    expect(released.output).toMatch(/^The stream still stands still/);

    const another = await events('discard', 'panel-review', 'story/a', '--message', 'story/a@2');
    expect(another).toMatchObject({ code: 2, output: '' });
    expect(another.errors).toMatch(/the first message that waits is story\/a@1\./);

    const next = await events('discard', 'panel-review', 'story/a', '--message', 'story/a@1');
    expect(next).toMatchObject({ code: 1 });
    expect(next.output).toMatch(
      /because: InvalidMessage: story\.submitted\.v9 is a version that panel-review does not know/,
    );

    const last = await events('discard', 'panel-review', 'story/a', '--message', 'story/a@2', '--language', 'cy');
    expect(last).toMatchObject({ code: 0, output: 'Mae’r ffrwd yn rhydd: derbyniwyd popeth oedd yn aros.\n' });
    expect(JSON.parse((await events('parked', '--json')).output)).toMatchObject({
      parked: [{ group: 'impact-reporting', messages: 2 }],
    });
  }, 90_000);

  it('is no address for anybody who does not hold the data folder', async () => {
    const platform = await starts();
    try {
      expect((await fetch(`${platform.address}/api/v1/operations/parked`)).status).toBe(404);
    } finally {
      await platform.close();
    }
  }, 60_000);
});
