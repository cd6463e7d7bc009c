import type { IRegularForbiddenRuleType } from 'dependency-cruiser';
import type { HouseFile } from './house.js';

interface Planted {
  /** Files that break the rule, each in its own way. */
  readonly breaks: Readonly<Record<string, string>>;
  /** Files that come close and keep it. */
  readonly keeps?: Readonly<Record<string, string>>;
}

/** A rule about who imports whom. */
export interface ImportRule extends Planted {
  readonly sentence: string;
  readonly forbidden: readonly Pick<IRegularForbiddenRuleType, 'from' | 'to'>[];
}

/** A rule about what a file is called or holds. `offence` says what is wrong, or nothing. */
export interface FileRule extends Planted {
  readonly sentence: string;
  readonly appliesTo: RegExp;
  readonly offence: (file: HouseFile) => string | undefined;
}
