import { Controller } from '@nestjs/common';

import { refuse } from '#contracts/shared/refusal.js';
import { loadWords } from '#web/words/words.js';

import { revisePeriodPage } from '../../addresses.js';
import { periodGiven, periodTemplate } from '../../asking-in-periods/period-asked.js';
import { partRevisionPage } from '../../part-revision-page.js';
import { RevisePeriod } from './revise-period.command.js';
import { periodTyped, revisePeriodForm } from './revise-period.form.js';
import { revisePeriodView } from './revise-period.view.js';

@Controller()
export class RevisePeriodPage extends partRevisionPage(revisePeriodPage, {
  param: 'period',
  partOf: ({ periods }, period) => periods.find(({ id }) => id === period),
  notFound: refuse('period-not-found', 'period'),
  template: periodTemplate,
  words: loadWords(import.meta.url, 'revise-period'),
  form: revisePeriodForm,
  typed: periodTyped,
  view: revisePeriodView,
  command: (context, { programme, id }, values) =>
    new RevisePeriod(context, programme, id, periodGiven(values), values.why),
  told: 'period-revised',
}) {}
