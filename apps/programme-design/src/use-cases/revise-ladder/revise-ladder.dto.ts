import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';

import { LevelDto, PanelDto, WhyDto } from '../../programme-parts/programme-parts.dto.js';

/** The whole ladder, as it is to stand. */
export class ReviseLadderDto extends WhyDto {
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => LevelDto)
  levels!: LevelDto[];

  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => PanelDto)
  panels!: PanelDto[];
}
