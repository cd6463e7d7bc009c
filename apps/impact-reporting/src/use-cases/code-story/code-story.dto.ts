import { Type } from 'class-transformer';
import { IsArray, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';

export class CodedReasonDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  reason!: string;

  @IsArray()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  themes!: string[];
}

export class CodeStoryDto {
  @IsArray()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  themes!: string[];

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => CodedReasonDto)
  reasons?: CodedReasonDto[];
}
