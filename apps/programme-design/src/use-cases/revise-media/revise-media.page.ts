import { Controller } from '@nestjs/common';

import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { reviseMediaPage } from '../../addresses.js';
import { revisionPage } from '../../revision-page.js';
import { ReviseMedia } from './revise-media.command.js';
import { reviseMediaForm, mediaGiven, mediaTyped } from './revise-media.form.js';
import { reviseMediaView } from './revise-media.view.js';

@Controller()
export class ReviseMediaPage extends revisionPage(reviseMediaPage, {
  template: pageTemplate(import.meta.url, 'revise-media.njk'),
  words: loadWords(import.meta.url, 'revise-media'),
  form: reviseMediaForm,
  typed: mediaTyped,
  view: reviseMediaView,
  command: (context, programme, values) => new ReviseMedia(context, programme, mediaGiven(values), values.why),
  told: 'media-revised',
}) {}
