import { Body, Controller, Param } from '@nestjs/common';

import { refuse } from '#contracts/shared/refusal.js';
import { CurrentPage, Page, Send } from '../../pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '../../pages/page-answer.js';
import type { PageContext } from '../../rendering/page-context.js';
import { pageTemplate } from '../../rendering/templates.js';
import { loadWords } from '../../words/words.js';
import { chooseAStory, chosen } from './addresses.js';
import { chooseAStoryErrors } from './choose-a-story.errors.js';
import { chooseAStoryForm } from './choose-a-story.form.js';
import { chooseAStoryView } from './choose-a-story.view.js';

const template = pageTemplate(import.meta.url, 'choose-a-story.njk');
const words = loadWords(import.meta.url, 'choose-a-story');

/** A whole page use case in small: the worked example of the README, and what the tests of the pages drive. */
@Controller()
export class ChooseAStoryPage {
  @Page(chooseAStory)
  show(@CurrentPage() page: PageContext): PageAnswer {
    return htmlReply(
      template,
      chooseAStoryView(chooseAStoryForm.empty, words[page.language], chooseAStoryErrors),
      page,
    );
  }

  @Send(chooseAStory)
  send(@CurrentPage() page: PageContext, @Param('sitting') sitting: string, @Body() body: unknown): PageAnswer {
    const { language } = page;
    const parsed = chooseAStoryForm.parse(body);
    if (parsed.ok && parsed.values.story === 'A') return seeOther(chosen.to({ language, sitting }));
    const state = parsed.ok
      ? chooseAStoryForm.refused(parsed.typed, refuse('story-withdrawn', 'story', { name: 'B' }))
      : parsed;
    return htmlReply(template, chooseAStoryView(state, words[language], chooseAStoryErrors), page);
  }
}
