import { IsIn, IsOptional, IsString } from 'class-validator';

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
