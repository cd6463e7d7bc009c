import { IsBoolean, IsString, MaxLength, MinLength } from 'class-validator';

import { longestWords } from '../../domain/media/media.js';

export class MediumWordsDto {
  /** A transcript, or what is to be seen. */
  @IsString()
  @MinLength(1)
  @MaxLength(longestWords)
  words!: string;
}

export class MediaSharingDto {
  /** Those who may read the story may see and hear what was added, though a voice or a face shows who somebody is. */
  @IsBoolean()
  isShared!: boolean;
}
