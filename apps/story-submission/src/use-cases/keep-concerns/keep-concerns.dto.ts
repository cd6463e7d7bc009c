import { IsIn, IsString, Matches, MaxLength } from 'class-validator';

import { outcomes, type ConcernOutcome } from '../../domain/concern/concern.js';

export class RaiseConcernDto {
  /** What worries you. Sealed with the story; the lead and the deputy alone read it. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(5_000)
  said!: string;
}

export class CloseConcernDto {
  @IsIn(outcomes)
  outcome!: ConcernOutcome;

  /** What was done, and why. Sealed with the story. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(5_000)
  note!: string;
}
