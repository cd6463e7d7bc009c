import { eventually } from '../../apps/platform/src/sample/eventually.js';
import { SampleClient } from '../../apps/platform/src/sample/sample-client.js';

const programme = 'dweud-y-newid-2026';
/** Of its own: what others count stays as it was. */
const period = {
  id: 'edges',
  name: { en: 'A period at the edges', cy: 'Cyfnod ar yr ymylon' },
  opens: '2026-10-01',
  closes: '2026-12-31',
};
const members = ['M01', 'M02', 'M03', 'M04', 'M05', 'M06'];

interface Told {
  readonly id: string;
  /** Their teller’s. */
  readonly code: string;
}

/** What a round of the east panel came to, and what it was about. */
export interface RoundAtTheEdge {
  readonly sitting: string;
  readonly kept: string;
  readonly lost: readonly string[];
  /** Held back after somebody chose it. */
  readonly held: string;
  /** An answer that named one of those that had left. */
  readonly late: unknown;
  /** An answer that named the one that is held, at once. */
  readonly lateForHeld: unknown;
  readonly result: unknown;
}

/**
 * While a round is open one story is taken back by its teller, another is for panels no more and a third is held back. Of the
 * six who had answered, three answer again.
 */
export async function holdRoundThatLosesTwo(address: string): Promise<RoundAtTheEdge> {
  const client = new SampleClient(address);
  const path = `/api/v1/programmes/${programme}`;
  await client.post('E1', `${path}/periods`, period);
  await client.post('E1', `${path}/periods/${period.id}/opening`, {});
  const [taken, narrowed, kept] = [await tell(client), await tell(client), await tell(client)];
  const held = await tell(client);
  // A period of fewer than five would hide what another has, so that neither can be worked out.
  for (let more = 0; more < 2; more += 1) await tell(client);
  const asked = { programme, panel: 'east', period: period.id, domain: 'quality', method: 'majority' };
  const sitting = String((await eventually(() => client.post('F1', '/api/v1/sittings', asked)))['sitting']);
  const at = `/api/v1/sittings/${sitting}`;
  const stories = [taken.id, narrowed.id, kept.id, held.id];
  await eventually(() => client.post('F1', `${at}/stories`, { stories }));
  for (const story of stories) {
    await Promise.all(members.map((member) => client.post(member, `${at}/stories/${story}/readings`, {})));
  }
  const round = `/api/v1/rounds/${String((await client.post('F1', `${at}/rounds`, {}))['round'])}`;
  const answer = (member: string, { id }: Told) => client.post(member, `${round}/ballots`, { choice: id });
  await Promise.all([answer('M01', taken), answer('M02', taken), answer('M03', narrowed), answer('M04', kept)]);
  await Promise.all([answer('M05', narrowed), answer('M06', held)]);

  const names = { storyVersion: 1, why: 'It names a worker' };
  await client.post('E1', `/api/v1/stories/${held.id}/holding-back`, names);
  const lateForHeld = await answer('M05', held).catch((error: unknown) => String(error));

  await client.asTeller(`/api/v1/stories/${taken.id}/withdrawal`, {}, taken.code);
  const forOthers = { audiences: { organisation: { named: false } } };
  await client.asTeller(`/api/v1/stories/${narrowed.id}/consent`, forOthers, narrowed.code);
  await eventually(async () => {
    const { stories: now } = await client.get('F1', at);
    const gone = (now as readonly { readonly isWithdrawn: boolean }[]).filter(({ isWithdrawn }) => isWithdrawn);
    if (gone.length < 2) throw new Error(`${String(gone.length)} of two have left the meeting`);
  });
  const late = await answer('M06', taken).catch((error: unknown) => String(error));
  await Promise.all(['M01', 'M02', 'M03'].map((member) => answer(member, kept)));
  const { result } = await client.post('F1', `${round}/closing`, {});
  return { sitting, kept: kept.id, lost: [taken.id, narrowed.id], held: held.id, late, lateForHeld, result };
}

/** For panels and the organisation; read by a trained person. */
async function tell(client: SampleClient): Promise<Told> {
  const told = await eventually(() =>
    client.asTeller(`/api/v1/programmes/${programme}/stories`, {
      ...{ period: period.id, domain: 'quality', language: 'en', wordingVersion: 1, consentLanguage: 'en' },
      narrative: 'The marigold by the gate came up again, and so did I.',
      audiences: { panel: { named: false }, organisation: { named: false } },
    }),
  );
  const id = String(told['story']);
  await eventually(() => client.post('E1', `/api/v1/stories/${id}/clearing`, { storyVersion: 1 }));
  return { id, code: String(told['code']) };
}
