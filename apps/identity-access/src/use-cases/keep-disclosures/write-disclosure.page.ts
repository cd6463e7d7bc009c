import { Controller } from '@nestjs/common';

import { calendarDay, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { enterDisclosure, seeDisclosurePage } from '../../addresses.js';
import { entryPage } from '../../registers/entry.page.js';
import { disclosureRegister } from './disclosure-register.js';
import { disclosureGiven, disclosureTyped, writeDisclosureForm } from './write-disclosure.form.js';
import { writeDisclosureView } from './write-disclosure.view.js';

@Controller()
export class WriteDisclosurePage extends entryPage(disclosureRegister, {
  template: pageTemplate(import.meta.url, 'write-disclosure.njk'),
  words: loadWords(import.meta.url, 'write-disclosure'),
  enter: enterDisclosure,
  one: seeDisclosurePage,
  hrefOf: (language, disclosure, query) => seeDisclosurePage.to({ language, disclosure }, query),
  form: writeDisclosureForm,
  begun: (now) =>
    writeDisclosureForm.filled({
      ...{ receivedOn: calendarDay(now, timeZoneOfWales), bankHolidays: '0', outcome: 'open' },
    }),
  typed: disclosureTyped,
  given: disclosureGiven,
  view: writeDisclosureView,
}) {}
