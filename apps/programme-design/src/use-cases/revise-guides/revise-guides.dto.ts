import { Type } from 'class-transformer';
import { IsObject, IsOptional, ValidateNested } from 'class-validator';

import { BilingualDto, WhyDto } from '../../programme-parts/programme-parts.dto.js';

/** All of them: whoever is left out is told nothing any more. */
export class ReviseGuidesDto extends WhyDto {
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  tellers?: BilingualDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  collectors?: BilingualDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  members?: BilingualDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  facilitators?: BilingualDto;
}
