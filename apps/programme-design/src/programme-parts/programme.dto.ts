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
  IsTimeZone,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

import { CareDto } from './care.dto.js';
import { MediaRulesDto } from './media.dto.js';
import { BilingualDto, DomainDto, LevelDto, PanelDto, PeriodDto, PromptDto } from './programme-parts.dto.js';
import { RulesDto } from './rules.dto.js';

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
  @IsTimeZone()
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

  /** Left out: nothing waits, nothing is suggested, and stories are kept until somebody asks. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => CareDto)
  care?: CareDto;

  /** Left out: nothing is told with a story beside its words. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => MediaRulesDto)
  media?: MediaRulesDto;
}
