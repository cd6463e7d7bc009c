import { Controller } from '@nestjs/common';

import { refuse } from '#contracts/shared/refusal.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { takeLevelOffPage } from '../../addresses.js';
import { levelOf } from '../../level-of.js';
import { partRevisionPage } from '../../part-revision-page.js';
import { TakeLevelOff } from './take-level-off.command.js';
import { takeLevelOffForm } from './take-level-off.form.js';
import { takeLevelOffView } from './take-level-off.view.js';

@Controller()
export class TakeLevelOffPage extends partRevisionPage(takeLevelOffPage, {
  param: 'level',
  partOf: ({ levels }, level) => levels.find((each) => each.level === levelOf(level)),
  notFound: refuse('ladder-level-not-found', 'level'),
  template: pageTemplate(import.meta.url, 'take-level-off.njk'),
  words: loadWords(import.meta.url, 'take-level-off'),
  form: takeLevelOffForm,
  typed: () => takeLevelOffForm.empty,
  view: takeLevelOffView,
  command: (context, { programme, id }, { why }) => new TakeLevelOff(context, programme, levelOf(id), why ?? null),
  told: 'level-taken-off',
}) {}
