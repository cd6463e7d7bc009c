import type { ServiceArea } from '#service-kit/service-area.js';

import { asking } from './asking.js';
import { checking } from './checking.js';
import { concerns } from './concerns.js';
import { importing } from './importing.js';
import { keeping } from './keeping.js';
import { media } from './media.js';
import { overTime } from './over-time.js';
import { readingFirst } from './reading-first.js';
import { rehearsing } from './rehearsing.js';
import { rights } from './rights.js';
import { secondTexts } from './second-texts.js';
import { sharing } from './sharing.js';
import { telling } from './telling.js';
import { tellingBack } from './telling-back.js';
import { together } from './together.js';

/** All of story-submission, for the service and its module. */
export const areas: readonly ServiceArea[] = [
  telling,
  importing,
  sharing,
  readingFirst,
  rights,
  keeping,
  concerns,
  media,
  tellingBack,
  checking,
  asking,
  overTime,
  together,
  secondTexts,
  rehearsing,
];
