import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsNumber, IsObject, IsOptional, Min, ValidateNested } from 'class-validator';

import { IsQuorum } from './is-quorum.js';

export class ScaleDto {
  @IsNumber()
  min!: number;

  @IsNumber()
  max!: number;
}

export class RulesDto {
  @IsQuorum()
  quorum!: 'more_than_half' | 'all' | number;

  @IsObject()
  @ValidateNested()
  @Type(() => ScaleDto)
  scale!: ScaleDto;

  @IsInt()
  @Min(1)
  maxRounds!: number;

  @IsInt()
  @Min(1)
  minimumBallots!: number;

  @IsBoolean()
  tellersHidden!: boolean;

  @IsBoolean()
  skippingAllowed!: boolean;

  /** Whoever chooses says why; a score never needs a reason. Left out: why is asked, and may be left empty. */
  @IsOptional()
  @IsBoolean()
  choicesNeedReasons?: boolean;

  /** Whether a member talks about a story that they may not choose. Left out: they may. */
  @IsOptional()
  @IsBoolean()
  tooCloseMayTalk?: boolean;
}

/** Where a panel departs from its programme. What is left out follows the programme. */
export class PanelRulesDto extends PartialType(RulesDto) {}
