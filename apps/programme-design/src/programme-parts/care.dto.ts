import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsObject,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

export class CareWordsDto {
  /** Words or phrases; an ending `*` stands for any ending. */
  @IsArray()
  @ArrayMaxSize(200)
  @Matches(/[\p{L}\p{N}]/u, { each: true })
  @MaxLength(60, { each: true })
  en!: string[];

  @IsArray()
  @ArrayMaxSize(200)
  @Matches(/[\p{L}\p{N}]/u, { each: true })
  @MaxLength(60, { each: true })
  cy!: string[];
}

export class CareDto {
  @IsInt()
  @Min(0)
  @Max(90)
  waitingDays!: number;

  @IsObject()
  @ValidateNested()
  @Type(() => CareWordsDto)
  words!: CareWordsDto;

  /** Null: until somebody asks. */
  @ValidateIf((_, value) => value !== null)
  @IsInt()
  @Min(1)
  @Max(600)
  keepMonths!: number | null;
}
