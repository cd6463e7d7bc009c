import { Controller } from '@nestjs/common';

import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { reviseProgrammePage } from '../../addresses.js';
import { revisionPage } from '../../revision-page.js';
import { ReviseProgramme } from './revise-programme.command.js';
import { reviseProgrammeForm, aboutGiven, aboutTyped } from './revise-programme.form.js';
import { reviseProgrammeView } from './revise-programme.view.js';

@Controller()
export class ReviseProgrammePage extends revisionPage(reviseProgrammePage, {
  template: pageTemplate(import.meta.url, 'revise-programme.njk'),
  words: loadWords(import.meta.url, 'revise-programme'),
  form: reviseProgrammeForm,
  typed: aboutTyped,
  view: reviseProgrammeView,
  command: (context, programme, values) => new ReviseProgramme(context, programme, aboutGiven(values), values.why),
  told: 'programme-revised',
}) {}
