import { IsOptional, IsString, MaxLength } from 'class-validator';

import { RulesDto } from '../create-programme/programme.dto.js';

export class ReviseRulesDto extends RulesDto {
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  why?: string | null;
}
