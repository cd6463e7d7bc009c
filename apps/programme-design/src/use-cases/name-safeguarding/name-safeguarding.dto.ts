import { Type } from 'class-transformer';
import { IsObject, Matches, ValidateNested } from 'class-validator';

import { idPattern, NameDto, WhyDto } from '../../programme-parts/programme-parts.dto.js';

export class NameSafeguardingDto extends WhyDto {
  /** Id of a person with an account. */
  @Matches(idPattern)
  lead!: string;

  @Matches(idPattern)
  deputy!: string;

  /** When they are there, in both languages: everybody who tells a story can read it. */
  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  hours!: NameDto;
}
