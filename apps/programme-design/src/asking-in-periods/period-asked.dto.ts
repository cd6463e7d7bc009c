import { Type } from 'class-transformer';
import { IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';

import { datePattern, NameDto, PromptDto, WhyDto } from '../programme-parts/programme-parts.dto.js';

/** Of a period, whether it is new or changed. */
export class PeriodAskedDto extends WhyDto {
  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  name!: NameDto;

  @Matches(datePattern)
  opens!: string;

  @Matches(datePattern)
  closes!: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PromptDto)
  prompt?: PromptDto;
}
