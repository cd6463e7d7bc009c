import { Controller } from '@nestjs/common';

import { loadWords } from '#web/words/words.js';

import { reviseRulesPage } from '../../addresses.js';
import { rulesTemplate } from '../../choosing-rules/rules-asked.js';
import { revisionPage } from '../../revision-page.js';
import { ReviseRules } from './revise-rules.command.js';
import { reviseRulesForm, rulesGiven, rulesTyped } from './revise-rules.form.js';
import { reviseRulesView } from './revise-rules.view.js';

@Controller()
export class ReviseRulesPage extends revisionPage(reviseRulesPage, {
  template: rulesTemplate,
  words: loadWords(import.meta.url, 'revise-rules'),
  form: reviseRulesForm,
  typed: rulesTyped,
  view: reviseRulesView,
  command: (context, programme, values) => new ReviseRules(context, programme, rulesGiven(values), values.why),
  told: 'rules-revised',
}) {}
