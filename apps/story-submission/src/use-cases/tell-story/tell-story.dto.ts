import { Type } from 'class-transformer';
import {
  ArrayUnique,
  IsArray,
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
import { CircumstancesDto } from '../../telling/circumstances.dto.js';
import { IsExtraAnswers } from '../../telling/is-extra-answers.js';
import { AudiencesDto, LeaveOutDto } from '../../consent/consent.dto.js';

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

  /** How whoever wrote it down knows the teller. Shown to those who run the programme and to whoever checks it, never to a panel. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  relation?: string;

  /** `2025-10`, a date, or as it was said. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  changeHappenedOn?: string;

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
