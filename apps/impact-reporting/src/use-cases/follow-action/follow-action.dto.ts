import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

import { actionStates, type ActionState } from '../../domain/action/action.js';

export class FollowActionDto {
  @IsIn(actionStates)
  state!: ActionState;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  owner?: string;

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  due?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(5_000)
  outcome?: string;

  @IsOptional()
  @IsBoolean()
  isShared?: boolean;
}
