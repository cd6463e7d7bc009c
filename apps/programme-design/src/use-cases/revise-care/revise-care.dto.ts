import { IntersectionType } from '@nestjs/swagger';

import { CareDto } from '../create-programme/care.dto.js';
import { WhyDto } from '../create-programme/programme-parts.dto.js';

export class ReviseCareDto extends IntersectionType(CareDto, WhyDto) {}
