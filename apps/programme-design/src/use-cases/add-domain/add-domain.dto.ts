import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';

import { BilingualDto, idPattern, NameDto, WhyDto } from '../../programme-parts/programme-parts.dto.js';

export class AddDomainDto extends WhyDto {
  @IsOptional()
  @Matches(idPattern)
  id?: string;

  @IsIn(['named', 'open', 'negative'])
  kind!: 'named' | 'open' | 'negative';

  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  name!: NameDto;

  @IsObject()
  @ValidateNested()
  @Type(() => BilingualDto)
  description!: BilingualDto;
}
