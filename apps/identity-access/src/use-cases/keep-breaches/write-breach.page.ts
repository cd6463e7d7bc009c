import { Controller } from '@nestjs/common';

import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { enterBreach, seeBreachPage } from '../../addresses.js';
import { onTheWall } from '../../time-in-wales.js';
import { entryPage } from '../../registers/entry.page.js';
import { breachRegister } from './breach-register.js';
import { breachGiven, breachTyped, writeBreachForm } from './write-breach.form.js';
import { writeBreachView } from './write-breach.view.js';

@Controller()
export class WriteBreachPage extends entryPage(breachRegister, {
  template: pageTemplate(import.meta.url, 'write-breach.njk'),
  words: loadWords(import.meta.url, 'write-breach'),
  enter: enterBreach,
  one: seeBreachPage,
  hrefOf: (language, breach, query) => seeBreachPage.to({ language, breach }, query),
  form: writeBreachForm,
  begun: (now) => writeBreachForm.filled({ foundAt: onTheWall(now), regulator: 'to-decide' }),
  typed: breachTyped,
  given: breachGiven,
  view: writeBreachView,
}) {}
