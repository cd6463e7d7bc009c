import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

import { WhyDto } from '../../programme-parts/programme-parts.dto.js';
import { lawfulBases, specialConditions } from '../../programme-parts/grounds.js';

export class DataProtectionStepDto {
  /** `collecting`, `reporting`, or the number of a level. */
  @Matches(/^(collecting|reporting|[1-9][0-9]{0,5})$/)
  step!: string;

  /** Empty: still to decide. */
  @IsString()
  @MaxLength(200)
  controller!: string;

  /** Empty: nobody acts for them. */
  @IsString()
  @MaxLength(200)
  processor!: string;
}

export class SettleDataProtectionDto extends WhyDto {
  /** Null: still to decide. */
  @ValidateIf((_, value) => value !== null)
  @IsIn(lawfulBases)
  lawfulBasis!: (typeof lawfulBases)[number] | null;

  /** Null: still to decide. */
  @ValidateIf((_, value) => value !== null)
  @IsIn(specialConditions)
  specialCondition!: (typeof specialConditions)[number] | null;

  /** Empty: still to decide. */
  @IsString()
  @MaxLength(500)
  contact!: string;

  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => DataProtectionStepDto)
  steps!: DataProtectionStepDto[];

  @IsBoolean()
  opensOnlyApproved!: boolean;
}
