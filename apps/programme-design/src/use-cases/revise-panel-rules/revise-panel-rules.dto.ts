import { IntersectionType } from '@nestjs/swagger';

import { WhyDto } from '../create-programme/programme-parts.dto.js';
import { PanelRulesDto } from '../create-programme/rules.dto.js';

export class RevisePanelRulesDto extends IntersectionType(PanelRulesDto, WhyDto) {}
