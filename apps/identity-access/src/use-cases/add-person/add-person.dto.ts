import { Type } from 'class-transformer';
import { ArrayMinSize, IsArray, IsEmail, IsIn, IsOptional, Length, Matches, ValidateNested } from 'class-validator';

import { RoleDto } from '../../roles/role.dto.js';

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
