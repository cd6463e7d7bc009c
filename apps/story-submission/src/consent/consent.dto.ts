import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';

export class AudienceDto {
  @IsBoolean()
  named!: boolean;
}

export class AudiencesDto {
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AudienceDto)
  panel?: AudienceDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AudienceDto)
  organisation?: AudienceDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AudienceDto)
  partner?: AudienceDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AudienceDto)
  public?: AudienceDto;
}

/** Who must not read it, whatever the audiences say: panels and organisations by id, people by name. */
export class LeaveOutDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  panels?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  organisations?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  people?: string[];
}
