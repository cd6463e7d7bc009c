import { Controller } from '@nestjs/common';

import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { reviseConsentOverTimePage } from '../../addresses.js';
import { revisionPage } from '../../revision-page.js';
import { ReviseConsentOverTime } from './revise-consent-over-time.command.js';
import {
  consentOverTimeGiven,
  consentOverTimeTyped,
  reviseConsentOverTimeForm,
} from './revise-consent-over-time.form.js';
import { reviseConsentOverTimeView } from './revise-consent-over-time.view.js';

@Controller()
export class ReviseConsentOverTimePage extends revisionPage(reviseConsentOverTimePage, {
  template: pageTemplate(import.meta.url, 'revise-consent-over-time.njk'),
  words: loadWords(import.meta.url, 'revise-consent-over-time'),
  form: reviseConsentOverTimeForm,
  typed: consentOverTimeTyped,
  view: reviseConsentOverTimeView,
  command: (context, programme, values) =>
    new ReviseConsentOverTime(context, programme, consentOverTimeGiven(values), values.why),
  told: 'consent-over-time-revised',
}) {}
