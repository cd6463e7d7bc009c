import { Controller } from '@nestjs/common';

import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { disclosuresCsvApi, enterDisclosure, seeDisclosures, seeDisclosurePage } from '../../addresses.js';
import { registerPage } from '../../registers/register.page.js';
import { disclosureRegister } from './disclosure-register.js';
import { clockSaid } from './write-disclosure.view.js';

@Controller()
export class SeeDisclosuresPage extends registerPage(disclosureRegister, {
  words: loadWords(import.meta.url, 'see-disclosures'),
  wordsOfEntry: loadWords(import.meta.url, 'write-disclosure'),
  all: seeDisclosures,
  enter: enterDisclosure,
  csv: disclosuresCsvApi,
  hrefOf: (language, disclosure) => seeDisclosurePage.to({ language, disclosure }),
  columns: ['received', 'what', 'kind', 'clock'],
  rowOf: (seen, words, ofEntry) => ({
    when: writeDate(words.language, seen.facts.receivedOn),
    what: seen.words?.what,
    cells: [ofEntry(`kind-${seen.facts.kind}`), clockSaid(seen, ofEntry)],
  }),
}) {}
