import { Type } from 'class-transformer';
import {
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

import type { LadderPanelDesign } from '#contracts/shared/programme.js';

import { PanelRulesDto } from './rules.dto.js';

export const methods = [
  'majority',
  'iterative',
  'consensus',
  'scoring',
  'pre_score_then_vote',
  'secret_ballot',
  'ranked',
  'approval',
] as const satisfies readonly LadderPanelDesign['defaultMethod'][];

export const idPattern = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/;
export const datePattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class BilingualDto {
  @IsString()
  @MaxLength(5_000)
  en!: string;

  @IsString()
  @MaxLength(5_000)
  cy!: string;
}

const longestName = 200;

/** What something is called in both languages: never blank in one. */
export class NameDto {
  @Matches(/\S/)
  @MaxLength(longestName)
  en!: string;

  @Matches(/\S/)
  @MaxLength(longestName)
  cy!: string;
}

export class PromptDto {
  @Matches(/^P(\d+[DWMY])+$/)
  lookBack!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  question!: BilingualDto;
}

export class DomainDto {
  @Matches(idPattern)
  id!: string;

  @IsIn(['named', 'open', 'negative'])
  kind!: 'named' | 'open' | 'negative';

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  name!: BilingualDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  description!: BilingualDto;
}

export class PeriodDto {
  @Matches(idPattern)
  id!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  name!: BilingualDto;

  @Matches(datePattern)
  opens!: string;

  @Matches(datePattern)
  closes!: string;

  @IsOptional()
  @Matches(datePattern)
  panelsFrom?: string;

  @IsOptional()
  @Matches(datePattern)
  panelsTo?: string;

  @IsIn(['planned', 'open', 'closed', 'in-panels', 'complete'])
  status!: 'planned' | 'open' | 'closed' | 'in-panels' | 'complete';

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PromptDto)
  prompt?: PromptDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  changedBecause?: BilingualDto;
}

export class LevelDto {
  @IsInt()
  @Min(1)
  level!: number;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  name!: BilingualDto;
}

export class PanelDto {
  @Matches(idPattern)
  id!: string;

  @IsInt()
  @Min(1)
  level!: number;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  name!: BilingualDto;

  @IsArray()
  @IsString({ each: true })
  area!: string[];

  @IsIn(methods)
  defaultMethod!: (typeof methods)[number];

  @IsArray()
  @Matches(idPattern, { each: true })
  passesUpTo!: string[];

  @IsOptional()
  @Matches(idPattern)
  parallelTo?: string;

  /** Where it departs from its programme. Left out: nowhere. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PanelRulesDto)
  rules?: PanelRulesDto;
}

export class WhyDto {
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  why?: string | null;
}
