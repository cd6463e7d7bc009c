import { IsOptional, Matches } from 'class-validator';

import { PeriodAskedDto } from '../../asking-in-periods/period-asked.dto.js';
import { idPattern } from '../../programme-parts/programme-parts.dto.js';

export class AddPeriodDto extends PeriodAskedDto {
  @IsOptional()
  @Matches(idPattern)
  id?: string;

  /** A period whose question is asked again, where `prompt` is left out. */
  @IsOptional()
  @Matches(idPattern)
  copyOf?: string;
}
