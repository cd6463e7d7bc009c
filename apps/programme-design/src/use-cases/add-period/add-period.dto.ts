import { Type } from 'class-transformer';
import { IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';

import { datePattern, idPattern, NameDto, PromptDto, WhyDto } from '../../programme-parts/programme-parts.dto.js';

export class AddPeriodDto extends WhyDto {
  @IsOptional()
  @Matches(idPattern)
  id?: string;

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
