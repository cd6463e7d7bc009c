import { PassThrough } from 'node:stream';

import type { Step } from '#service-kit/operations/operations.api.js';

import type { Terminal } from '../terminal.js';
import type { OperatorAnswer, OperatorClient } from './operator-client.js';
import { whileUnderWay } from './while-under-way.js';

const answer = (body: object, status = 200): OperatorAnswer => ({ status, text: JSON.stringify(body) });
const whole = answer({ isWhole: true });

/** A server whose work is over when it has said all of these. */
function serverThatSays(...answers: readonly (OperatorAnswer | Error)[]) {
  let end = (): void => undefined;
  const work = new Promise<OperatorAnswer>((resolve) => {
    end = () => {
      resolve(whole);
    };
  });
  const left = [...answers];
  const client: Pick<OperatorClient, 'send'> = {
    send: async () => {
      const next = left.shift();
      if (next === undefined) end();
      if (next instanceof Error) throw next;
      return next ?? answer({ steps: [] });
    },
  };
  return { client, work };
}

const at = (step: Partial<Step>): OperatorAnswer =>
  answer({ steps: [{ work: 'verify', service: 'panel-review', done: 0, of: 4_000, ...step }] });

function terminalOf(isScreen: boolean) {
  const written = { errors: '', drawn: '' };
  const screen = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  screen.on('data', (part: Buffer) => (written.drawn += part.toString('utf8')));
  const terminal: Terminal = {
    input: (async function* () {})(),
    output: { write: () => true },
    errors: { write: (text) => (written.errors += text) },
    ...(isScreen ? { screen } : {}),
    environment: {},
  };
  return { terminal, written };
}

describe('long work of a server', () => {
  it('is a bar for each service on a terminal, and its answer at the end', async () => {
    const { client, work } = serverThatSays(
      at({ done: 1_000 }),
      at({ work: 'rebuild', service: 'story-submission', done: 4_000 }),
    );
    const { terminal, written } = terminalOf(true);
    expect(await whileUnderWay(client, work, terminal, 'en')).toBe(whole);
    expect(written.drawn).toMatch(/Walking panel-review \[#+\.+\] 1000 of 4000 commits/);
    expect(written.drawn).toMatch(/Building the read models of story-submission \[#+\] 4000 of 4000 commits/);
  });

  it('says nothing elsewhere where it was quick, nor where it cannot be asked how far it is', async () => {
    const { client, work } = serverThatSays(at({ done: 1_000 }), new Error('gone'), answer({}, 404));
    const { terminal, written } = terminalOf(false);
    expect(await whileUnderWay(client, work, terminal, 'cy')).toBe(whole);
    expect(written).toEqual({ errors: '', drawn: '' });
  });

  it('ends as the work does, where that fails', async () => {
    const { terminal } = terminalOf(false);
    const { client } = serverThatSays();
    await expect(whileUnderWay(client, Promise.reject(new Error('away')), terminal, 'en')).rejects.toThrow('away');
  });
});
