import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

import { concernsAbout, outcomes, type ConcernAbout, type ConcernOutcome } from '../../domain/concern/concern.js';

export class RaiseConcernDto {
  /** What worries you. Sealed with the story; the lead and the deputy alone read it. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(5_000)
  said!: string;

  /** Whom it is about; left out: somebody in danger. About anybody at work, the story goes to no panel meanwhile. */
  @IsOptional()
  @IsIn(concernsAbout)
  about?: ConcernAbout;
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

export class LetStoryGoDto {
  /** People whom it is about, and who manages them: no panel that they sit on or lead receives the story. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  keptFrom?: string[];
}
