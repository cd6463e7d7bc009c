import { IsArray, IsIn, IsInt, IsString, MaxLength, Min } from 'class-validator';

import { codedParts, type CodedPart } from '../../domain/coding/passage.js';

export class CodePassageDto {
  @IsIn(codedParts)
  part!: CodedPart;

  /** The version that was read: `storyVersion` of the story’s themes. */
  @IsInt()
  @Min(1)
  storyVersion!: number;

  /** Counted in UTF-16 code units, from 0. */
  @IsInt()
  @Min(0)
  from!: number;

  /** The first one after the passage. */
  @IsInt()
  @Min(1)
  to!: number;

  /** In place of those the passage has; none: they are taken off. */
  @IsArray()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  themes!: string[];
}
