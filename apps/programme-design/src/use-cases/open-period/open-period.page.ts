import { Controller } from '@nestjs/common';

import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { nameSafeguardingPage, openPeriodPage } from '../../addresses.js';
import { periodPage } from '../../period-page.js';
import { OpenPeriod } from './open-period.command.js';

@Controller()
export class OpenPeriodPage extends periodPage(openPeriodPage, {
  template: pageTemplate(import.meta.url, 'open-period.njk'),
  words: loadWords(import.meta.url, 'open-period'),
  command: (context, programme, period, why) => new OpenPeriod(context, programme, period, why),
  told: 'period-opened',
  besides: ({ id: programme, safeguarding }, words) => ({
    lacking: safeguarding === undefined ? words('safeguarding-lacking') : '',
    nameSafeguarding: {
      text: words('name-safeguarding'),
      href: nameSafeguardingPage.to({ language: words.language, programme }),
    },
  }),
}) {}
