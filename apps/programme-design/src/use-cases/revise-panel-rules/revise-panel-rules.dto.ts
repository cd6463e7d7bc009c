import { IntersectionType } from '@nestjs/swagger';

import { WhyDto } from '../../programme-parts/programme-parts.dto.js';
import { PanelRulesDto } from '../../programme-parts/rules.dto.js';

export class RevisePanelRulesDto extends IntersectionType(PanelRulesDto, WhyDto) {}
