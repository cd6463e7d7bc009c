import { Controller } from '@nestjs/common';

import { refuse } from '#contracts/shared/refusal.js';
import { loadWords } from '#web/words/words.js';

import { reviseDomainPage } from '../../addresses.js';
import { domainTemplate } from '../../asking-about-domains/domain-asked.js';
import { partRevisionPage } from '../../part-revision-page.js';
import { ReviseDomain } from './revise-domain.command.js';
import { domainGiven, domainTyped, reviseDomainForm } from './revise-domain.form.js';
import { reviseDomainView } from './revise-domain.view.js';

@Controller()
export class ReviseDomainPage extends partRevisionPage(reviseDomainPage, {
  param: 'domain',
  partOf: ({ domains }, domain) => domains.find(({ id }) => id === domain),
  notFound: refuse('domain-not-found', 'domain'),
  template: domainTemplate,
  words: loadWords(import.meta.url, 'revise-domain'),
  form: reviseDomainForm,
  typed: domainTyped,
  view: reviseDomainView,
  command: (context, { programme, id }, values) =>
    new ReviseDomain(context, programme, id, domainGiven(values), values.why),
  told: 'domain-revised',
}) {}
