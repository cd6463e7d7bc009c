import { IntersectionType } from '@nestjs/swagger';

import { MediaRulesDto } from '../../programme-parts/media.dto.js';
import { WhyDto } from '../../programme-parts/programme-parts.dto.js';

export class ReviseMediaDto extends IntersectionType(MediaRulesDto, WhyDto) {}
