import { Controller } from '@nestjs/common';

import { loadWords } from '#web/words/words.js';

import { addPeriodPage } from '../../addresses.js';
import { periodGiven, periodTemplate } from '../../asking-in-periods/period-asked.js';
import { revisionPage } from '../../revision-page.js';
import { AddPeriod } from './add-period.command.js';
import { addPeriodForm } from './add-period.form.js';
import { addPeriodView, nextPeriodOf } from './add-period.view.js';

@Controller()
export class AddPeriodPage extends revisionPage(addPeriodPage, {
  template: periodTemplate,
  words: loadWords(import.meta.url, 'add-period'),
  form: addPeriodForm,
  typed: nextPeriodOf,
  view: (found, state, _version, words) => addPeriodView(found, state, words),
  command: (context, programme, values) => new AddPeriod(context, programme, periodGiven(values), values.why ?? null),
  told: 'period-added',
}) {}
