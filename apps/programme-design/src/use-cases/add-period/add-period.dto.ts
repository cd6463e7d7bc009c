import { IsOptional, Matches } from 'class-validator';

import { PeriodAskedDto } from '../../asking-in-periods/period-asked.dto.js';
import { idPattern } from '../../programme-parts/programme-parts.dto.js';

export class AddPeriodDto extends PeriodAskedDto {
  @IsOptional()
  @Matches(idPattern)
  id?: string;
}
