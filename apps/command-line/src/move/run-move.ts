import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openLog } from '#service-kit/starting/logging.js';
import { moveHouse, type Moved } from '#service-kit/moving/move-house.js';
import { MoveRefused } from '#service-kit/moving/move-refused.js';
import type { Words } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { definitionsOf, masterKeysOfMove, openHouses, stayingKeys, type StayingKeys } from './open-houses.js';
import type { Place } from './place.js';
import { sayRefused } from './say-refused.js';
import { showSteps } from './show-steps.js';

export interface AskedMove {
  readonly from: Place;
  readonly to: Place;
  readonly withoutKafka: boolean;
  readonly asJson: boolean;
}

/** @throws what is said in one line: see the command. */
export async function runMove(asked: AskedMove, terminal: Terminal, words: Words): Promise<ExitCode> {
  const { environment } = terminal;
  const configuration = readConfiguration({ NEWID_LOG_LEVEL: 'error', ...environment });
  const ends = { ...asked, configuration, environment, log: openLog('move', configuration.NEWID_LOG_LEVEL) };
  const staying = stayingKeys(ends);
  const steps = showSteps(terminal, words);
  try {
    const { from, to } = await openHouses(ends);
    try {
      const masterKey = masterKeysOfMove(staying, configuration);
      const { log } = ends;
      const moved = await moveHouse({ from, to, masterKey, services: definitionsOf, log, onProgress: steps.show });
      steps.stop();
      terminal.output.write(asked.asJson ? asJson(moved, staying) : asLines(moved, staying, words));
      return exitCodes.done;
    } finally {
      steps.stop();
      await to.close();
      await from.close();
    }
  } catch (error) {
    if (!(error instanceof MoveRefused)) throw error;
    return sayRefused('move', error, terminal, words);
  }
}

const asJson = (moved: Moved, staying: StayingKeys): string =>
  `${JSON.stringify({ ...moved, isSame: true, ...staying }, null, 2)}\n`;

function asLines(moved: Moved, staying: StayingKeys, words: Words): string {
  const { from, to, keys, accounts, files, ballots, services } = moved;
  return [
    ...services.map(({ service, streams, commits, readModels }) =>
      words('service', {
        service,
        streams: String(streams),
        commits: String(commits),
        readModels: String(readModels.length),
      }),
    ),
    words('rest', { keys: String(keys), accounts: String(accounts), files: String(files), ballots: String(ballots) }),
    words('moved', { from, to }),
    words('sign-in-again'),
    words('keys-stay', { masterKey: staying.masterKeyFile, secret: staying.secretFile }),
    words('old-copy', { from }),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
