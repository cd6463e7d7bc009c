import { IntersectionType } from '@nestjs/swagger';

import { WhyDto } from '../create-programme/programme-parts.dto.js';
import { RulesDto } from '../create-programme/rules.dto.js';

export class ReviseRulesDto extends IntersectionType(RulesDto, WhyDto) {}
