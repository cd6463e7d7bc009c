import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';

import { adultKinds, type AdultKind } from '#contracts/shared/consent-over-time.js';

import {
  afterDeathWishes,
  helpers,
  lostCodeWays,
  places,
  type AfterDeath,
  type Helper,
  type LostCodeWay,
  type Place,
} from '../domain/over-time/circumstances.js';

/** Somebody the teller trusts, and how to reach them: an email, or a postal address. */
export class TrustedDto {
  @IsString()
  @Matches(/\S/)
  @MaxLength(500)
  name!: string;

  @IsString()
  @Matches(/\S/)
  @MaxLength(1_000)
  address!: string;
}

/** How consent came about, and what the teller wants later. All of it may be left out. */
export class CircumstancesDto {
  /** Where the programme asks “are you N or older?”. */
  @IsOptional()
  @IsBoolean()
  isOldEnough?: boolean;

  /** Who is with somebody younger than that. */
  @IsOptional()
  @IsIn(adultKinds)
  adult?: AdultKind;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  adultName?: string;

  /** From a hospital or in a hard time consent covers the panels alone at first. */
  @IsOptional()
  @IsIn(places)
  place?: Place;

  @IsOptional()
  @IsIn(helpers)
  helper?: Helper;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  helperName?: string;

  @IsOptional()
  @IsIn(lostCodeWays)
  lostCode?: LostCodeWay;

  /** With `lostCode` `channel`: an email, or a postal address. */
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  ownAddress?: string;

  @IsOptional()
  @IsIn(afterDeathWishes)
  afterDeath?: AfterDeath;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TrustedDto)
  trusted?: TrustedDto;
}
