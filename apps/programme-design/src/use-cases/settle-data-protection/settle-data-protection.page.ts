import { Controller } from '@nestjs/common';

import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { settleDataProtectionPage } from '../../addresses.js';
import { revisionPage } from '../../revision-page.js';
import { SettleDataProtection } from './settle-data-protection.command.js';
import { dataProtectionForm, dataProtectionGiven, dataProtectionTyped } from './settle-data-protection.form.js';
import { settleDataProtectionView } from './settle-data-protection.view.js';

@Controller()
export class SettleDataProtectionPage extends revisionPage(settleDataProtectionPage, {
  template: pageTemplate(import.meta.url, 'settle-data-protection.njk'),
  words: loadWords(import.meta.url, 'settle-data-protection'),
  form: dataProtectionForm,
  typed: dataProtectionTyped,
  view: settleDataProtectionView,
  command: (context, programme, values, design) =>
    new SettleDataProtection(context, programme, dataProtectionGiven(design, values), values.why),
  told: 'data-protection-settled',
}) {}
