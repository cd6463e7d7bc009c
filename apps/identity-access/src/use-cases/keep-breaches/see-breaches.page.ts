import { Controller } from '@nestjs/common';

import { loadWords } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import { breachesCsvApi, enterBreach, seeBreaches, seeBreachPage } from '../../addresses.js';
import { registerPage } from '../../registers/register.page.js';
import { breachRegister } from './breach-register.js';
import { clockSaid } from './write-breach.view.js';

@Controller()
export class SeeBreachesPage extends registerPage(breachRegister, {
  words: loadWords(import.meta.url, 'see-breaches'),
  wordsOfEntry: loadWords(import.meta.url, 'write-breach'),
  all: seeBreaches,
  enter: enterBreach,
  csv: breachesCsvApi,
  hrefOf: (language, breach) => seeBreachPage.to({ language, breach }),
  columns: ['found', 'what', 'risk', 'clock', 'entry'],
  rowOf: ({ facts, clock, words: said }, words, ofEntry) => ({
    when: writeDateAndTime(words.language, new Date(facts.foundAt)),
    what: said?.what,
    cells: [
      ofEntry(`risk-${facts.risk}`),
      clockSaid(clock, ofEntry),
      words(facts.closedAt === null ? 'is-open' : 'is-closed'),
    ],
  }),
}) {}
