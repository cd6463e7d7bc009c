import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  IsArray,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';

import type { RoleName } from '#access/principal.js';

export const roleNames = [
  'administrator',
  'evaluator',
  'facilitator',
  'panel-member',
  'collector',
  'teller',
] as const satisfies readonly RoleName[];

export class RoleDto {
  @IsIn(roleNames)
  role!: RoleName;

  @IsOptional()
  @IsString()
  programme?: string;

  @IsOptional()
  @IsString()
  panel?: string;
}

export class AddPersonDto {
  /** Pseudonymous; made when left out. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/)
  id?: string;

  @Length(1, 200)
  name!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => RoleDto)
  roles!: RoleDto[];

  /** Email address for an invitation; with it there is no link in the answer. */
  @IsOptional()
  @IsEmail()
  inviteTo?: string;

  @IsOptional()
  @IsIn(['en', 'cy'])
  language?: 'en' | 'cy';
}
