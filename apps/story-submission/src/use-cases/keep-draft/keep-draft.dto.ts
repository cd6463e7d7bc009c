import { IsArray, IsIn, IsOptional, IsString } from 'class-validator';

import type { ExtraSaid } from '../../domain/extra/extra-answers.js';
import { IsExtraAnswer } from '../../telling/is-extra-answers.js';

export class BeginDraftDto {
  @IsString()
  period!: string;

  @IsIn(['en', 'cy'])
  language!: 'en' | 'cy';
}

/** The fields of the question asked; those of other questions are left out. */
export class AnswerDto {
  /** Of a further question of the programme: words, an option (several as a list), a number, `2026-01-31`. */
  @IsOptional()
  @IsExtraAnswer()
  answer?: ExtraSaid;

  @IsOptional()
  @IsString()
  narrative?: string;

  @IsOptional()
  @IsString()
  whySignificant?: string;

  @IsOptional()
  @IsString()
  title?: string;

  @IsOptional()
  @IsString()
  domain?: string;

  @IsOptional()
  @IsIn(['yes', 'no'])
  panel?: 'yes' | 'no';

  @IsOptional()
  @IsIn(['yes', 'no'])
  organisation?: 'yes' | 'no';

  @IsOptional()
  @IsIn(['yes', 'no'])
  partner?: 'yes' | 'no';

  @IsOptional()
  @IsIn(['yes', 'no'])
  public?: 'yes' | 'no';

  /** Left out: no. */
  @IsOptional()
  @IsIn(['yes', 'no'])
  translate?: 'yes' | 'no';

  /** Panels, organisations and people (a name a line) who must not read it. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  outPanels?: string[];

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  outOrganisations?: string[];

  @IsOptional()
  @IsString()
  outPeople?: string;

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  shownTo?: string[];

  @IsOptional()
  @IsString()
  name?: string;

  @IsOptional()
  @IsIn(['en', 'cy', 'mixed', 'other'])
  language?: 'en' | 'cy' | 'mixed' | 'other';

  /** `yes` or `no`, where the programme asks “are you N or older?”; then who is with whoever is not. */
  @IsOptional()
  @IsString()
  isOldEnough?: string;

  @IsOptional()
  @IsString()
  adult?: string;

  @IsOptional()
  @IsString()
  adultName?: string;

  /** Of the question `readers`: where they tell from. What is not offered is taken for left out. */
  @IsOptional()
  @IsString()
  place?: string;

  @IsOptional()
  @IsString()
  helper?: string;

  @IsOptional()
  @IsString()
  helperName?: string;

  @IsOptional()
  @IsString()
  lostCode?: string;

  @IsOptional()
  @IsString()
  ownAddress?: string;

  @IsOptional()
  @IsString()
  afterDeath?: string;

  @IsOptional()
  @IsString()
  trustedName?: string;

  @IsOptional()
  @IsString()
  trustedAddress?: string;
}
