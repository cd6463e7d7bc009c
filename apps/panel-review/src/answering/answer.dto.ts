import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsObject, IsOptional, IsString } from 'class-validator';

import { stances, type Stance } from '../domain/tally/tally-document.js';
import { numbersOf, textsOf } from '../reading-bodies/by-story.js';
import type { BallotGiven } from './answering.js';

/** One answer of the kind that the round asks for, and why. */
export class AnswerDto {
  @IsOptional()
  @IsString()
  choice?: string;

  @IsOptional()
  @IsObject()
  scores?: Record<string, number>;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  approve?: string[];

  /** The most significant first. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  ranking?: string[];

  @IsOptional()
  @IsIn(stances)
  stance?: Stance;

  @IsOptional()
  @IsBoolean()
  abstain?: boolean;

  /** For a choice, approvals, a ranking or a stance. */
  @IsOptional()
  @IsString()
  reason?: string;

  /** By story, for scores. */
  @IsOptional()
  @IsObject()
  reasons?: Record<string, string>;
}

/** A reason for a choice stands with what was chosen. */
export const answerIn = ({
  choice,
  scores,
  approve,
  ranking,
  stance,
  abstain,
  reason,
  reasons = {},
}: AnswerDto): BallotGiven => ({
  ...(choice === undefined ? {} : { choice }),
  ...(scores === undefined ? {} : { scores: numbersOf(scores, 'scores') }),
  ...(approve === undefined ? {} : { approve }),
  ...(ranking === undefined ? {} : { ranking }),
  ...(stance === undefined ? {} : { stance }),
  ...(abstain === true ? { abstain } : {}),
  ...(choice !== undefined || reason === undefined ? {} : { reason }),
  reasons: {
    ...textsOf(reasons, 'reasons'),
    ...(choice === undefined || reason === undefined ? {} : { [choice]: reason }),
  },
});
