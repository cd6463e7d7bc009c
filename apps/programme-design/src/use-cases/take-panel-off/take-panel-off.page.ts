import { Controller } from '@nestjs/common';

import { refuse } from '#contracts/shared/refusal.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { takePanelOffPage } from '../../addresses.js';
import { partRevisionPage } from '../../part-revision-page.js';
import { TakePanelOff } from './take-panel-off.command.js';
import { takePanelOffForm } from './take-panel-off.form.js';
import { takePanelOffView } from './take-panel-off.view.js';

@Controller()
export class TakePanelOffPage extends partRevisionPage(takePanelOffPage, {
  param: 'panel',
  partOf: ({ panels }, panel) => panels.find(({ id }) => id === panel),
  notFound: refuse('ladder-panel-not-found', 'panel'),
  template: pageTemplate(import.meta.url, 'take-panel-off.njk'),
  words: loadWords(import.meta.url, 'take-panel-off'),
  form: takePanelOffForm,
  typed: () => takePanelOffForm.empty,
  view: takePanelOffView,
  command: (context, { programme, id }, { why }) => new TakePanelOff(context, programme, id, why ?? null),
  told: 'panel-taken-off',
}) {}
