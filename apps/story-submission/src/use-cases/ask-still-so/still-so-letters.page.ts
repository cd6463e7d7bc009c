import { Controller, Param } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { seeStories } from '#contracts/story-submission/addresses.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { stillSoLetterPage, stillSoLetters } from '../../addresses.js';
import { letterPage } from '../../over-time/letter.page.js';
import { stillSo } from '../../read-models/still-so/still-so.js';
import { lettersToPost, posters, programmeOfLetters } from '../../over-time/letters-to-post.js';
import { ActOnStillSo } from './still-so.command.js';

const template = pageTemplate(import.meta.url, 'still-so-letters.njk');
const allWords = loadWords(import.meta.url, 'still-so-letters');

const letterThatAsks = letterPage({
  at: stillSoLetterPage,
  inLetter: allWords,
  waitsIn: (views, story) => views.get(stillSo, story),
  posted: (context, story) => new ActOnStillSo(context, story, { kind: 'posted' }),
  listOf: stillSoLetters.to,
});

@Controller()
export class StillSoLettersPage extends letterThatAsks {
  @Page(stillSoLetters)
  @Allow(...posters)
  async list(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const design = await programmeOfLetters(this.service, who, programme);
    const letters = await lettersToPost(this.service, design);
    const view = {
      title: words('heading'),
      backLink: seeStories.to({ language }, { programme }),
      programme: design.name[language],
      heading: words('heading'),
      explanation: words('explanation'),
      empty: words('empty'),
      letters: letters.map(({ story: { id, reference }, months }) => ({
        text: words('letter', { reference, n: months }),
        href: stillSoLetterPage.to({ language, story: id }),
      })),
    };
    return htmlReply(template, view, page);
  }
}
