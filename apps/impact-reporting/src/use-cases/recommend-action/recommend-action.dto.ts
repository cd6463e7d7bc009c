import { IsArray, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

export class RecommendActionDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  period!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(5_000)
  recommendation!: string;

  /** Ids or references of stories. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  stories?: string[];

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  sittings?: string[];
}
