import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

export class PassageDto {
  /** As it stands in the text. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(1_000)
  passage!: string;

  /** What is read in its place; left out: “somebody”, in brackets and in the language of the story. */
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  instead?: string;
}

export class ProposeRedactionDto {
  /** Of the text in which they were marked. */
  @IsInt()
  @Min(1)
  storyVersion!: number;

  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => PassageDto)
  passages!: PassageDto[];
}
