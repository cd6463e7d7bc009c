import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';

import { BilingualDto, NameDto, WhyDto } from '../programme-parts/programme-parts.dto.js';

/** Of a domain, whether it is new or changed. */
export class DomainAskedDto extends WhyDto {
  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  name!: NameDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  description!: BilingualDto;
}
