import { IsOptional, Matches } from 'class-validator';

import { DomainAskedDto } from '../../asking-about-domains/domain-asked.dto.js';
import { idPattern } from '../../programme-parts/programme-parts.dto.js';

export class ReviseDomainDto extends DomainAskedDto {
  /** The period from which it is asked about. Left out: from the first. */
  @IsOptional()
  @Matches(idPattern)
  firstPeriod?: string;

  /** The last period in which it is asked about. Left out: no end is set. */
  @IsOptional()
  @Matches(idPattern)
  lastPeriod?: string;
}
