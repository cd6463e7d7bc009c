import { Controller } from '@nestjs/common';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Language } from '#web/language.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { placeNewPanelPage, placePanelPage } from '../../addresses.js';
import { partRevisionPage } from '../../part-revision-page.js';
import { revisionPage } from '../../revision-page.js';
import { PlacePanel } from './place-panel.command.js';
import { namingPanels, panelOf, placePanelForm, typedOf, type Answers } from './place-panel.form.js';
import { placePanelView } from './place-panel.view.js';

const notFound = refuse('ladder-panel-not-found', 'panel');
const shown = {
  template: pageTemplate(import.meta.url, 'place-panel.njk'),
  words: loadWords(import.meta.url, 'place-panel'),
  refused: (refusal: Refusal, design: ProgrammeDesign, values: Answers, language: Language) =>
    namingPanels(refusal, design, values[`name.${language}`], language),
};

@Controller()
export class PlaceNewPanelPage extends revisionPage(placeNewPanelPage, {
  ...shown,
  form: (design) => placePanelForm(design, undefined),
  typed: (design) => typedOf(placePanelForm(design, undefined), design, undefined),
  view: (found, state, version, words) => placePanelView(found, undefined, state, version, words),
  command: (context, programme, values) =>
    new PlacePanel(context, programme, panelOf(values, undefined), values.why ?? null),
  told: 'panel-added',
}) {}

@Controller()
export class PlacePanelPage extends partRevisionPage(placePanelPage, {
  ...shown,
  param: 'panel',
  partOf: ({ panels }, panel) => panels.find(({ id }) => id === panel),
  notFound,
  form: placePanelForm,
  typed: (panel, design) => typedOf(placePanelForm(design, panel.id), design, panel),
  view: (found, { id }, state, version, words) => placePanelView(found, id, state, version, words),
  // The API may place a panel under an id of its own; a page is of one that stands there.
  command: (context, { programme, id }, values, { panels }) =>
    panels.some((panel) => panel.id === id)
      ? new PlacePanel(context, programme, panelOf(values, id), values.why ?? null)
      : notFound,
  told: 'panel-changed',
}) {}
