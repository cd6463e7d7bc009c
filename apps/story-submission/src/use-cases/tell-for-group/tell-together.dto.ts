import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

export class SomebodyInDto {
  /** Sealed under the story; shown only where everyone says yes to it. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(500)
  name!: string;

  /** How they can be reached, if they want to be. Sealed under the story. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  contact?: string;
}

/** What every story brought in has. Who may read it is not asked: those in it say so. */
class BroughtInDto {
  @IsString()
  period!: string;

  @IsOptional()
  @IsString()
  domain?: string;

  @IsIn(['en', 'cy', 'mixed', 'other'])
  language!: 'en' | 'cy' | 'mixed' | 'other';

  @IsOptional()
  @IsString()
  @MaxLength(500)
  title?: string;

  @IsString()
  @MaxLength(400_000)
  narrative!: string;

  @IsOptional()
  @IsString()
  @MaxLength(100_000)
  whySignificant?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  place?: string;

  /** `2025-10`, a date, or as it was said. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  changeHappenedOn?: string;

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  contentNotes?: string[];
}

export class TellForGroupDto extends BroughtInDto {
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => SomebodyInDto)
  contributors!: SomebodyInDto[];
}

export class TellAsStaffDto extends BroughtInDto {
  /** Whom it is about: it waits for their own yes. Either this or `panels`. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SomebodyInDto)
  about?: SomebodyInDto;

  /** Whoever tells it says that nobody can be recognised; it stays with these panels of the programme. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  panels?: string[];
}

export class AddContributorsDto {
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => SomebodyInDto)
  contributors!: SomebodyInDto[];
}

export class OfferWithoutDto {
  @IsString()
  @MaxLength(400_000)
  narrative!: string;
}

export const textOfBroughtIn = (told: BroughtInDto) => ({
  title: told.title ?? null,
  narrative: told.narrative,
  whySignificant: told.whySignificant ?? null,
  place: told.place ?? null,
  tellerRole: null,
  collectorRole: null,
  changeHappenedOn: told.changeHappenedOn ?? null,
  contentNotes: told.contentNotes ?? [],
  peopleAffected: null,
  recommendation: null,
  notes: null,
});

export const somebodyIn = ({ name, contact }: SomebodyInDto) => ({ name: name.trim(), contact: contact ?? null });
