import { Controller } from '@nestjs/common';

import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { reviseGuidesPage } from '../../addresses.js';
import { revisionPage } from '../../revision-page.js';
import { ReviseGuides } from './revise-guides.command.js';
import { reviseGuidesForm, guidesGiven, guidesTyped } from './revise-guides.form.js';
import { reviseGuidesView } from './revise-guides.view.js';

@Controller()
export class ReviseGuidesPage extends revisionPage(reviseGuidesPage, {
  template: pageTemplate(import.meta.url, 'revise-guides.njk'),
  words: loadWords(import.meta.url, 'revise-guides'),
  form: reviseGuidesForm,
  typed: guidesTyped,
  view: reviseGuidesView,
  command: (context, programme, values) => new ReviseGuides(context, programme, guidesGiven(values), values.why),
  told: 'guides-revised',
}) {}
