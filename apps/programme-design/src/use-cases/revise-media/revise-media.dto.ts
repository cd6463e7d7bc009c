import { IntersectionType } from '@nestjs/swagger';

import { MediaRulesDto } from '../create-programme/media.dto.js';
import { WhyDto } from '../create-programme/programme-parts.dto.js';

export class ReviseMediaDto extends IntersectionType(MediaRulesDto, WhyDto) {}
