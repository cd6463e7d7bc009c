import { PeriodAskedDto } from '../../asking-in-periods/period-asked.dto.js';

export class RevisePeriodDto extends PeriodAskedDto {}
