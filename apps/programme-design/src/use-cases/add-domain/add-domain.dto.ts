import { IsIn, IsOptional, Matches } from 'class-validator';

import { DomainAskedDto } from '../../asking-about-domains/domain-asked.dto.js';
import { idPattern } from '../../programme-parts/programme-parts.dto.js';

export class AddDomainDto extends DomainAskedDto {
  @IsOptional()
  @Matches(idPattern)
  id?: string;

  @IsIn(['named', 'open', 'negative'])
  kind!: 'named' | 'open' | 'negative';

  /** The period from which it is asked about. Left out: from the first. */
  @IsOptional()
  @Matches(idPattern)
  firstPeriod?: string;
}
