import { Controller } from '@nestjs/common';

import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { closePeriodPage } from '../../addresses.js';
import { periodPage } from '../../period-page.js';
import { ClosePeriod } from './close-period.command.js';

@Controller()
export class ClosePeriodPage extends periodPage(closePeriodPage, {
  template: pageTemplate(import.meta.url, 'close-period.njk'),
  words: loadWords(import.meta.url, 'close-period'),
  command: (context, programme, period, why) => new ClosePeriod(context, programme, period, why),
  told: 'period-closed',
}) {}
