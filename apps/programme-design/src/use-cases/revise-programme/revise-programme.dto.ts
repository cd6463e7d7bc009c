import { Type } from 'class-transformer';
import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';

import { BilingualDto, NameDto, PromptDto } from '../create-programme/programme-parts.dto.js';

export class ReviseProgrammeDto {
  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  name!: NameDto;

  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  runBy!: NameDto;

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

  @IsObject()
  @ValidateNested()
  @Type(() => PromptDto)
  prompt!: PromptDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  promptForTheWorse?: BilingualDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  confidentiality!: BilingualDto;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  why?: string | null;
}
