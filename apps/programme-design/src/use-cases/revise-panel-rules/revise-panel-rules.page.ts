import { Controller } from '@nestjs/common';

import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { loadWords } from '#web/words/words.js';

import { revisePanelRulesPage } from '../../addresses.js';
import { rulesTemplate } from '../../choosing-rules/rules-asked.js';
import { partRevisionPage } from '../../part-revision-page.js';
import { RevisePanelRules } from './revise-panel-rules.command.js';
import { panelRulesGiven, panelRulesTyped, revisePanelRulesForm } from './revise-panel-rules.form.js';
import { revisePanelRulesView } from './revise-panel-rules.view.js';

@Controller()
export class RevisePanelRulesPage extends partRevisionPage(revisePanelRulesPage, {
  param: 'panel',
  partOf: ({ panels }, panel) => panels.find(({ id }) => id === panel),
  notFound: refuse('ladder-panel-not-found', 'panel'),
  template: rulesTemplate,
  words: loadWords(import.meta.url, 'revise-panel-rules'),
  form: revisePanelRulesForm,
  typed: panelRulesTyped,
  view: revisePanelRulesView,
  command: (context, { programme, id }, values) => {
    const rules = panelRulesGiven(values);
    return isRefusal(rules) ? rules : new RevisePanelRules(context, programme, id, rules, values.why);
  },
  told: 'panel-rules-revised',
}) {}
