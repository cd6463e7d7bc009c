import { Controller } from '@nestjs/common';

import { refuse } from '#contracts/shared/refusal.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { nameLevelPage, nameNewLevelPage } from '../../addresses.js';
import { levelOf } from '../../level-of.js';
import { partRevisionPage } from '../../part-revision-page.js';
import { revisionPage } from '../../revision-page.js';
import { NameLevel } from './name-level.command.js';
import { nameGiven, nameLevelForm } from './name-level.form.js';
import { nameLevelView } from './name-level.view.js';

const shown = {
  template: pageTemplate(import.meta.url, 'name-level.njk'),
  words: loadWords(import.meta.url, 'name-level'),
  form: nameLevelForm,
};

@Controller()
export class NameNewLevelPage extends revisionPage(nameNewLevelPage, {
  ...shown,
  typed: () => nameLevelForm.empty,
  view: (found, state, version, words) => nameLevelView(found, undefined, state, version, words),
  command: (context, programme, values) =>
    new NameLevel(context, programme, { level: 'next', name: nameGiven(values) }, values.why ?? null),
  told: 'level-added',
}) {}

@Controller()
export class NameLevelPage extends partRevisionPage(nameLevelPage, {
  ...shown,
  param: 'level',
  partOf: ({ levels }, level) => levels.find((each) => each.level === levelOf(level)),
  notFound: refuse('ladder-level-not-found', 'level'),
  typed: ({ name }) => nameLevelForm.filled({ 'name.en': name.en, 'name.cy': name.cy }),
  view: nameLevelView,
  command: (context, { programme, id }, values) =>
    new NameLevel(context, programme, { level: levelOf(id), name: nameGiven(values) }, values.why ?? null),
  told: 'level-changed',
}) {}
