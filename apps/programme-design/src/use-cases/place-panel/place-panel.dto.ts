import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

import { idPattern, methods, NameDto, WhyDto } from '../../programme-parts/programme-parts.dto.js';

export class PlacePanelDto extends WhyDto {
  @IsInt()
  @Min(1)
  level!: number;

  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  name!: NameDto;

  /** Left out: as it is. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  area?: string[];

  @IsIn(methods)
  defaultMethod!: (typeof methods)[number];

  @IsArray()
  @Matches(idPattern, { each: true })
  passesUpTo!: string[];

  @IsOptional()
  @Matches(idPattern)
  parallelTo?: string;
}
