import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

import { consentUses, type ConsentUse } from '#contracts/shared/consent.js';

import type { ExtraSaid } from '../../domain/extra/extra-answers.js';
import { CircumstancesDto } from './circumstances.dto.js';
import { IsExtraAnswers } from './is-extra-answers.js';

export class AudienceDto {
  @IsBoolean()
  named!: boolean;
}

export class AudiencesDto {
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AudienceDto)
  panel?: AudienceDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AudienceDto)
  organisation?: AudienceDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AudienceDto)
  partner?: AudienceDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AudienceDto)
  public?: AudienceDto;
}

/** Who must not read it, whatever the audiences say: panels and organisations by id, people by name. */
export class LeaveOutDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  panels?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  organisations?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  people?: string[];
}

export class TellStoryDto {
  @IsString()
  period!: string;

  @IsOptional()
  @IsString()
  domain?: string;

  @IsIn(['en', 'cy', 'mixed', 'other'])
  language!: 'en' | 'cy' | 'mixed' | 'other';

  @IsOptional()
  /** A story of a group, and one that staff noticed, have doors of their own: those in them answer for themselves. */
  @IsIn(['own', 'interview', 'transcript'])
  route?: 'own' | 'interview' | 'transcript';

  @IsOptional()
  @IsString()
  @MaxLength(500)
  title?: string;

  @IsString()
  narrative!: string;

  @IsOptional()
  @IsString()
  @MaxLength(100_000)
  whySignificant?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  place?: string;

  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  recommendation?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  tellerName?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  tellerRole?: string;

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  contentNotes?: string[];

  @IsOptional()
  @IsInt()
  @Min(0)
  peopleAffected?: number;

  /** Answers to the further questions of the programme, by id: words, an option (several as a list), a number, `2026-01-31`. */
  @IsOptional()
  @IsExtraAnswers()
  extra?: Readonly<Record<string, ExtraSaid>>;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => CircumstancesDto)
  circumstances?: CircumstancesDto;

  @IsObject()
  @ValidateNested()
  @Type(() => AudiencesDto)
  audiences!: AudiencesDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LeaveOutDto)
  leaveOut?: LeaveOutDto;

  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(consentUses, { each: true })
  uses?: ConsentUse[];

  @IsInt()
  @Min(1)
  wordingVersion!: number;

  @IsIn(['en', 'cy'])
  consentLanguage!: 'en' | 'cy';
}
