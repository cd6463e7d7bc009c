import { Controller } from '@nestjs/common';

import { loadWords } from '#web/words/words.js';

import { addDomainPage } from '../../addresses.js';
import { domainTemplate } from '../../asking-about-domains/domain-asked.js';
import { revisionPage } from '../../revision-page.js';
import { AddDomain } from './add-domain.command.js';
import { addDomainForm, newDomainGiven } from './add-domain.form.js';
import { addDomainView } from './add-domain.view.js';

@Controller()
export class AddDomainPage extends revisionPage(addDomainPage, {
  template: domainTemplate,
  words: loadWords(import.meta.url, 'add-domain'),
  form: addDomainForm,
  typed: (design) => addDomainForm(design).empty,
  view: (found, state, _version, words) => addDomainView(found, state, words),
  command: (context, programme, values) =>
    new AddDomain(context, programme, newDomainGiven(values), values.why ?? null),
  told: 'domain-added',
}) {}
