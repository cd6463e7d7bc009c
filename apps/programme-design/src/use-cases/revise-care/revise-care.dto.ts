import { IntersectionType } from '@nestjs/swagger';

import { CareDto } from '../../programme-parts/care.dto.js';
import { WhyDto } from '../../programme-parts/programme-parts.dto.js';

export class ReviseCareDto extends IntersectionType(CareDto, WhyDto) {}
