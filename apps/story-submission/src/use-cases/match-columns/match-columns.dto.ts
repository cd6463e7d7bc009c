import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';

import type { Mapping } from '../../domain/import/mapping.js';

export class MatchColumnsDto {
  @ApiProperty({
    description: 'From our fields to headings of the file; null: read it from nowhere. See docs/import.md.',
    type: 'object',
    additionalProperties: { type: 'string', nullable: true },
    example: { narrative: 'What happened?', place: null },
  })
  @IsObject()
  mapping!: Mapping;
}
