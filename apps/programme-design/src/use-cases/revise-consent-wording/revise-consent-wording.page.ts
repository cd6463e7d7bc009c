import { Controller } from '@nestjs/common';

import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { reviseConsentWordingPage } from '../../addresses.js';
import { revisionPage } from '../../revision-page.js';
import { ReviseConsentWording } from './revise-consent-wording.command.js';
import { reviseConsentWordingForm, wordingGiven, wordingTyped } from './revise-consent-wording.form.js';
import { reviseConsentWordingView } from './revise-consent-wording.view.js';

@Controller()
export class ReviseConsentWordingPage extends revisionPage(reviseConsentWordingPage, {
  template: pageTemplate(import.meta.url, 'revise-consent-wording.njk'),
  words: loadWords(import.meta.url, 'revise-consent-wording'),
  form: reviseConsentWordingForm,
  typed: wordingTyped,
  view: reviseConsentWordingView,
  command: (context, programme, values) =>
    new ReviseConsentWording(context, programme, wordingGiven(values), values.why),
  told: 'wording-revised',
}) {}
