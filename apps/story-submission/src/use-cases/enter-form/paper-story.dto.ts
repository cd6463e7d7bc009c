import { Type } from 'class-transformer';
import {
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

import { consentUses, type ConsentUse } from '#contracts/shared/consent.js';

import type { ExtraSaid } from '../../domain/extra/extra-answers.js';
import { IsExtraAnswers } from '../../telling/is-extra-answers.js';
import { AudiencesDto } from '../../consent/consent.dto.js';

/** What is written and ticked on a form. */
export class PaperStoryDto {
  @IsOptional()
  @IsString()
  domain?: string;

  @IsIn(['en', 'cy', 'mixed', 'other'])
  language!: 'en' | 'cy' | 'mixed' | 'other';

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

  /** `2025-10`, or as it was written. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  changeHappenedOn?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  place?: string;

  @IsOptional()
  @IsInt()
  @Min(0)
  peopleAffected?: number;

  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  recommendation?: string;

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  contentNotes?: string[];

  @IsOptional()
  @IsString()
  @MaxLength(500)
  tellerName?: string;

  /** Name of whoever wrote it down, where it was not the teller. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  writtenBy?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  relation?: string;

  @IsOptional()
  @IsExtraAnswers()
  extra?: Readonly<Record<string, ExtraSaid>>;

  @IsObject()
  @ValidateNested()
  @Type(() => AudiencesDto)
  audiences!: AudiencesDto;

  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(consentUses, { each: true })
  uses?: ConsentUse[];

  /** Of the consent that is printed on the form. */
  @IsInt()
  @Min(1)
  wordingVersion!: number;

  @IsIn(['en', 'cy'])
  consentLanguage!: 'en' | 'cy';
}
