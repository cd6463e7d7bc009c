import type { Command } from 'commander';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { Words } from '#web/words/words.js';

import type { OperatorAnswer, OperatorClient } from '../operator/operator-client.js';
import type { Terminal } from '../terminal.js';

/** What each command of `newid user` is given. */
export interface AskingPeople {
  readonly terminal: Terminal;
  readonly words: Words;
  readonly add: (name: string) => Command;
  /** `work` gives the answer that was a problem, if one was. */
  readonly ask: (work: (client: OperatorClient) => Promise<OperatorAnswer | undefined>) => Promise<void>;
  readonly refused: (refusal: Refusal) => void;
  readonly say: (sentence: string) => void;
}

export const isProblem = ({ status }: OperatorAnswer): boolean => status >= 400;
