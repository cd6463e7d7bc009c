import { IsArray, IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';

import { shippedFrameworks, type ShippedFramework } from './shipped-frameworks.js';

/** One of: `themes` (with `name`), `csv`, `shipped`. Each theme is checked by the domain, so that every fault is told. */
export class AdoptFrameworkDto {
  @IsOptional()
  @IsObject()
  name?: object;

  @IsOptional()
  @IsArray()
  themes?: object[];

  @IsOptional()
  @IsString()
  @MaxLength(2_000_000)
  csv?: string;

  @IsOptional()
  @IsIn(shippedFrameworks)
  shipped?: ShippedFramework;
}
