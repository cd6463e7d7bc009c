import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';

export class SourcedNumberDto {
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  number!: number;

  /** A record, a count, an estimate. Never a name. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(300)
  source!: string;
}

/** What is left out is not known. */
export class FiguresDto {
  /** People of one kind: `Aged 16 to 25`. Left out: everybody. */
  @IsOptional()
  @IsString()
  @Matches(/\S/)
  @MaxLength(100)
  group?: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SourcedNumberDto)
  supported?: SourcedNumberDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SourcedNumberDto)
  invited?: SourcedNumberDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SourcedNumberDto)
  declined?: SourcedNumberDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SourcedNumberDto)
  notAble?: SourcedNumberDto;
}

export class AskingLimitDto {
  /** How often in twelve months, before somebody is told. */
  @IsInt()
  @Min(1)
  @Max(50)
  atMost!: number;
}
