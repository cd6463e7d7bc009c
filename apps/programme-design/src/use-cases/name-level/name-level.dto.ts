import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';

import { NameDto, WhyDto } from '../../programme-parts/programme-parts.dto.js';

export class NameLevelDto extends WhyDto {
  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  name!: NameDto;
}
