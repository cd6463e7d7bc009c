import { IsIn, IsInt, IsString, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';

import {
  disclosureBases,
  disclosureKinds,
  disclosureOutcomes,
  type DisclosureBasis,
  type DisclosureKind,
  type DisclosureOutcome,
} from '../../domain/disclosure/disclosure.js';

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class WriteDisclosureDto {
  @IsIn(disclosureKinds)
  kind!: DisclosureKind;

  @IsIn(disclosureBases)
  basis!: DisclosureBasis;

  @Matches(day)
  receivedOn!: string;

  /** Bank holidays within the 20 working days: Newid does not know them. */
  @IsInt()
  @Min(0)
  @Max(20)
  bankHolidays!: number;

  @IsIn(disclosureOutcomes)
  outcome!: DisclosureOutcome;

  @ValidateIf((_, value) => value !== null)
  @Matches(day)
  answeredOn!: string | null;

  /** Who asked. Sealed. */
  @Matches(/\S/)
  @MaxLength(2_000)
  who!: string;

  /** For what. Sealed. */
  @Matches(/\S/)
  @MaxLength(20_000)
  what!: string;

  /** What they were given. Sealed. */
  @IsString()
  @MaxLength(20_000)
  given!: string;

  /** Who decided. Sealed. */
  @IsString()
  @MaxLength(2_000)
  decidedBy!: string;

  /** Why it was decided so. Sealed. */
  @IsString()
  @MaxLength(20_000)
  why!: string;
}
