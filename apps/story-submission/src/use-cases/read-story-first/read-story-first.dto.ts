import { IsInt, IsString, Matches, MaxLength, Min } from 'class-validator';

export class ClearStoryDto {
  /** The version that was read: a teller may have corrected it since. */
  @IsInt()
  @Min(1)
  storyVersion!: number;
}

export class HoldBackStoryDto extends ClearStoryDto {
  /** Sealed with the story. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(2_000)
  why!: string;
}
