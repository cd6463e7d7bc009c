import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

import type { LadderPanelDesign } from '#contracts/shared/programme.js';
import { IsQuorum } from './is-quorum.js';

const methods = [
  'majority',
  'iterative',
  'consensus',
  'scoring',
  'pre_score_then_vote',
  'secret_ballot',
  'ranked',
  'approval',
] as const satisfies readonly LadderPanelDesign['defaultMethod'][];

const idPattern = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/;
const datePattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class BilingualDto {
  @IsString()
  @MaxLength(5_000)
  en!: string;

  @IsString()
  @MaxLength(5_000)
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
}

export class ScaleDto {
  @IsNumber()
  min!: number;

  @IsNumber()
  max!: number;
}

export class RulesDto {
  @IsQuorum()
  quorum!: 'more_than_half' | 'all' | number;

  @IsObject()
  @ValidateNested()
  @Type(() => ScaleDto)
  scale!: ScaleDto;

  @IsInt()
  @Min(1)
  maxRounds!: number;

  @IsInt()
  @Min(1)
  minimumBallots!: number;

  @IsBoolean()
  tellersHidden!: boolean;

  @IsBoolean()
  skippingAllowed!: boolean;
}

export class ConsentAudiencesDto {
  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  panel!: BilingualDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  organisation!: BilingualDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  partner!: BilingualDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  public!: BilingualDto;
}

export class ConsentWordingDto {
  @IsInt()
  @Min(1)
  version!: number;

  @IsObject()
  @ValidateNested()
  @Type(() => ConsentAudiencesDto)
  audiences!: ConsentAudiencesDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  named!: BilingualDto;
}

/** A whole programme as it is to be created. The organisation is that of whoever asks. */
export class ProgrammeDto {
  @Matches(/^[a-z0-9][a-z0-9-]{1,62}$/)
  id!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  runBy!: BilingualDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  name!: BilingualDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  purpose!: BilingualDto;

  @IsArray()
  @ArrayUnique()
  @IsIn(['en', 'cy'], { each: true })
  languages!: ('en' | 'cy')[];

  @IsBoolean()
  isPilot!: boolean;

  @IsString()
  @MaxLength(60)
  timezone!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => PromptDto)
  prompt!: PromptDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  promptForTheWorse?: BilingualDto;

  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => DomainDto)
  domains!: DomainDto[];

  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => PeriodDto)
  periods!: PeriodDto[];

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => LevelDto)
  levels!: LevelDto[];

  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => PanelDto)
  panels!: PanelDto[];

  @IsObject()
  @ValidateNested()
  @Type(() => RulesDto)
  rules!: RulesDto;

  @IsObject()
  @ValidateNested()
  @Type(() => ConsentWordingDto)
  consentWording!: ConsentWordingDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  confidentiality!: BilingualDto;
}

export class WhyDto {
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  why?: string | null;
}
