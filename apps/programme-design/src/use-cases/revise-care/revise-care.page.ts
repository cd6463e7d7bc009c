import { Controller } from '@nestjs/common';

import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { reviseCarePage } from '../../addresses.js';
import { revisionPage } from '../../revision-page.js';
import { ReviseCare } from './revise-care.command.js';
import { reviseCareForm, careGiven, careTyped } from './revise-care.form.js';
import { reviseCareView } from './revise-care.view.js';

@Controller()
export class ReviseCarePage extends revisionPage(reviseCarePage, {
  template: pageTemplate(import.meta.url, 'revise-care.njk'),
  words: loadWords(import.meta.url, 'revise-care'),
  form: reviseCareForm,
  typed: careTyped,
  view: reviseCareView,
  command: (context, programme, values) => new ReviseCare(context, programme, careGiven(values), values.why),
  told: 'care-revised',
}) {}
