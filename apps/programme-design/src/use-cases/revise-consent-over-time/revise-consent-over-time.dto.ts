import { IntersectionType } from '@nestjs/swagger';
import { ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, Max, Min, ValidateIf } from 'class-validator';

import { adultKinds, type AdultKind } from '#contracts/shared/consent-over-time.js';

import { WhyDto } from '../../programme-parts/programme-parts.dto.js';

export class ConsentOverTimeDto {
  /** Years; null: nobody is asked how old they are. */
  @ValidateIf((_, value) => value !== null)
  @IsInt()
  @Min(1)
  @Max(120)
  youngestAge!: number | null;

  /** What happens below that age. */
  @IsIn(['not-collected', 'with-adult'])
  below!: 'not-collected' | 'with-adult';

  @IsArray()
  @ArrayUnique()
  @IsIn(adultKinds, { each: true })
  adults!: AdultKind[];

  /** Months until wider use is asked for again that was not given at first. */
  @IsInt()
  @Min(1)
  @Max(60)
  putOffMonths!: number;

  /** Months after which every consent is asked for again; null: never. */
  @ValidateIf((_, value) => value !== null)
  @IsInt()
  @Min(1)
  @Max(120)
  renewMonths!: number | null;

  /** Public use is not given while telling, and is asked for later. */
  @IsBoolean()
  beforePublic!: boolean;
}

export class ReviseConsentOverTimeDto extends IntersectionType(ConsentOverTimeDto, WhyDto) {}
