import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

import {
  breachKinds,
  breachRisks,
  regulatorStates,
  type BreachKind,
  type BreachRisk,
  type RegulatorState,
} from '../../domain/breach/breach.js';

/** To the minute at least, in UTC. */
const instant = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?Z$/;

export class WriteBreachDto {
  /** When somebody knew of it: the 72 hours run from here. */
  @Matches(instant)
  foundAt!: string;

  /** Null: not known yet. */
  @ValidateIf((_, value) => value !== null)
  @IsInt()
  @Min(0)
  people!: number | null;

  @IsArray()
  @ArrayUnique()
  @IsIn(breachKinds, { each: true })
  kinds!: BreachKind[];

  @IsIn(breachRisks)
  risk!: BreachRisk;

  @IsIn(regulatorStates)
  regulator!: RegulatorState;

  @ValidateIf((_, value) => value !== null)
  @Matches(instant)
  regulatorToldAt!: string | null;

  @ValidateIf((_, value) => value !== null)
  @Matches(instant)
  peopleToldAt!: string | null;

  @IsBoolean()
  isClosed!: boolean;

  /** What happened. Sealed. */
  @Matches(/\S/)
  @MaxLength(20_000)
  what!: string;

  /** What was done, and is done so that it does not happen again. Sealed. */
  @IsString()
  @MaxLength(20_000)
  measures!: string;

  /** Why the regulator need not be told. Sealed. */
  @IsString()
  @MaxLength(20_000)
  whyNotTold!: string;
}
