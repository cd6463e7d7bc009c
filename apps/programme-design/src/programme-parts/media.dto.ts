import { Type } from 'class-transformer';
import { IsInt, IsObject, Max, Min, ValidateIf, ValidateNested } from 'class-validator';

const isGiven = (_: unknown, value: unknown): boolean => value !== null;

/** Megabytes of the largest; null: none of that kind. */
export class LargestMediaDto {
  @ValidateIf(isGiven)
  @IsInt()
  @Min(1)
  @Max(95)
  picture!: number | null;

  @ValidateIf(isGiven)
  @IsInt()
  @Min(1)
  @Max(95)
  audio!: number | null;

  @ValidateIf(isGiven)
  @IsInt()
  @Min(1)
  @Max(95)
  video!: number | null;

  @ValidateIf(isGiven)
  @IsInt()
  @Min(1)
  @Max(95)
  pdf!: number | null;
}

export class MediaRulesDto {
  /** With one story. */
  @IsInt()
  @Min(1)
  @Max(20)
  most!: number;

  @IsObject()
  @ValidateNested()
  @Type(() => LargestMediaDto)
  largest!: LargestMediaDto;
}
