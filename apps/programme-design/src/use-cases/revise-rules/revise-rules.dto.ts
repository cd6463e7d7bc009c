import { IntersectionType } from '@nestjs/swagger';

import { WhyDto } from '../../programme-parts/programme-parts.dto.js';
import { RulesDto } from '../../programme-parts/rules.dto.js';

export class ReviseRulesDto extends IntersectionType(RulesDto, WhyDto) {}
