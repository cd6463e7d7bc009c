import { IntersectionType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';

import { NameDto, WhyDto } from '../../programme-parts/programme-parts.dto.js';
import { ProgrammeDto } from '../../programme-parts/programme.dto.js';

const asWhenCreated = [
  'purpose',
  'languages',
  'isPilot',
  'prompt',
  'promptForTheWorse',
  'confidentiality',
] as const satisfies readonly (keyof ProgrammeDto)[];

export class ReviseProgrammeDto extends IntersectionType(PickType(ProgrammeDto, asWhenCreated), WhyDto) {
  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  name!: NameDto;

  @IsObject()
  @ValidateNested()
  @Type(() => NameDto)
  runBy!: NameDto;
}
