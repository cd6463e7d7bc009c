import { IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';

import { translationLanguages, type TranslationLanguage } from '../../domain/translation/translation.js';

export class TranslateStoryDto {
  @IsIn(translationLanguages)
  language!: TranslationLanguage;

  /** Of the text that was translated: a teller may have corrected it since. */
  @IsInt()
  @Min(1)
  storyVersion!: number;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  title?: string;

  @IsString()
  @Matches(/\S/)
  narrative!: string;

  @IsOptional()
  @IsString()
  @MaxLength(100_000)
  whySignificant?: string;
}
