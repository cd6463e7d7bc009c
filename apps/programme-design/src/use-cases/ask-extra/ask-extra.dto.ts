import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, ValidateNested } from 'class-validator';

import { kindsOfExtraQuestion, type KindOfExtraQuestion } from '#contracts/shared/extra-questions.js';

import { BilingualDto, NameDto, WhyDto } from '../../programme-parts/programme-parts.dto.js';

export class AskExtraDto extends WhyDto {
  @IsIn(kindsOfExtraQuestion)
  kind!: KindOfExtraQuestion;

  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  wording!: NameDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  hint?: BilingualDto;

  @IsOptional()
  @IsBoolean()
  isRequired?: boolean;

  /** Of a choice, in the order they are shown. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => NameDto)
  options?: NameDto[];

  /** Of a number. */
  @IsOptional()
  @IsInt()
  least?: number | null;

  @IsOptional()
  @IsInt()
  most?: number | null;

  /** True: it is asked no longer. */
  @IsOptional()
  @IsBoolean()
  isRetired?: boolean;
}
