import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';

import { NameDto, WhyDto } from '../../programme-parts/programme-parts.dto.js';

/** What is asked of a teller is never blank in one language. */
export class AudienceWordingDto {
  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  panel!: NameDto;

  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  organisation!: NameDto;

  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  partner!: NameDto;

  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  public!: NameDto;
}

export class ReviseConsentWordingDto extends WhyDto {
  @IsObject()
  @ValidateNested()
  @Type(() => AudienceWordingDto)
  audiences!: AudienceWordingDto;

  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  named!: NameDto;
}
