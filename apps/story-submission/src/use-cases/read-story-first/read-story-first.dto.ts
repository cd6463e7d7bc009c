import { IsBoolean, IsInt, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';

class StoryReadDto {
  /** The version that was read: a teller may have corrected it since. */
  @IsInt()
  @Min(1)
  storyVersion!: number;
}

export class ClearStoryDto extends StoryReadDto {
  /** Needed of a story that is told so that nobody can be recognised: whoever reads it first recognises nobody either. */
  @IsOptional()
  @IsBoolean()
  nobodyRecognised?: boolean;
}

export class HoldBackStoryDto extends StoryReadDto {
  /** Sealed with the story. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(2_000)
  why!: string;
}
