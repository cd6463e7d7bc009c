import { Controller } from '@nestjs/common';

import { couldNotReadPage } from '../../addresses.js';
import { readingAct } from '../../reading-act.page.js';
import { CouldNotRead } from './could-not-read.command.js';

@Controller()
export class CouldNotReadPage extends readingAct(
  couldNotReadPage,
  'panel-member',
  (context, sitting, story) => new CouldNotRead(context, sitting, story),
) {}
