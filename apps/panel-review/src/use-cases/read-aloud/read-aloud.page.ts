import { Controller } from '@nestjs/common';

import { readAloudPage, readPrintedPage } from '../../addresses.js';
import { readingAct } from '../../reading-act.page.js';
import { ReadAloud } from './read-aloud.command.js';

@Controller()
export class ReadAloudPage extends readingAct(
  readAloudPage,
  'facilitator',
  (context, sitting, story) => new ReadAloud(context, sitting, story),
) {}

@Controller()
export class ReadPrintedPage extends readingAct(
  readPrintedPage,
  'facilitator',
  (context, sitting, story) => new ReadAloud(context, sitting, story, 'printed'),
) {}
