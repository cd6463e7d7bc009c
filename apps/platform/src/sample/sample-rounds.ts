import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { samplesFolder } from './sample-programme.js';

export interface SampleBallot {
  /** Left out in a secret round. */
  readonly member?: string;
  readonly choice?: string;
  readonly scores?: Readonly<Record<string, number>>;
  readonly abstain?: true;
  readonly reason?: string;
  readonly reasons?: Readonly<Record<string, string>>;
  readonly skipped?: readonly string[];
}

/** The parts of a sitting in samples/rounds.json that are played live. Stories go by their reference. */
export interface SampleSitting {
  readonly id: string;
  readonly panel: string;
  readonly domain: string;
  readonly period: string;
  readonly facilitator: string;
  readonly method: string;
  readonly stories: readonly string[];
  readonly members: readonly string[];
  readonly conflicts: readonly { readonly member: string; readonly story: string }[];
  readonly received_from?: readonly {
    readonly story: string;
    readonly sitting: string | null;
    readonly reason: string;
  }[];
  readonly rounds: readonly {
    readonly ballots: readonly SampleBallot[];
    /** Who answered a secret round. */
    readonly turnout?: readonly string[];
  }[];
  readonly outcome: {
    readonly kind: string;
    readonly stories: readonly string[];
    readonly reason: string;
    readonly values: readonly string[];
  };
  readonly dissent: readonly { readonly member: string | null; readonly kind: string; readonly text: string }[];
  readonly expected: {
    readonly rounds: readonly object[];
    readonly leading: readonly string[];
    readonly outcomeFollowsCount: boolean;
  };
}

export function readSampleSittings(): readonly SampleSitting[] {
  const parsed: unknown = JSON.parse(readFileSync(join(samplesFolder, 'rounds.json'), 'utf8'));
  if (!isSample(parsed)) throw new Error('samples/rounds.json is not the sample of sittings');
  return parsed.sittings;
}

const isSample = (value: unknown): value is { readonly sittings: readonly SampleSitting[] } =>
  typeof value === 'object' && value !== null && 'sittings' in value && Array.isArray(value.sittings);
