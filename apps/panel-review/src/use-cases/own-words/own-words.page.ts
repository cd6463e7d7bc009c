import { Controller } from '@nestjs/common';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { ownWordsPage } from '../../addresses.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { readerOn } from '../../reading-meetings/opened-texts.js';
import { titled, type TitledStory } from '../../reading-meetings/titled-stories.js';
import { ownWordsView } from './own-words.view.js';
import { wordsOf } from './words-of.js';

const template = pageTemplate(import.meta.url, 'own-words.njk');
const words = loadWords(import.meta.url, 'own-words');

@Controller()
export class OwnWordsPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(ownWordsPage)
  @AllowSignedIn()
  async show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    const mine = await wordsOf(this.service, who);
    const designs = new Map<string, ProgrammeDesign | undefined>();
    const titles = new Map<string, TitledStory>();
    for (const { document } of mine) {
      const { programme, state } = document;
      if (!designs.has(programme)) designs.set(programme, await designOf(this.service, programme));
      // Under the title by which they may read it in this meeting.
      const named = await titled(this.service, readerOn(state.opened, who), state.stories);
      for (const each of named) titles.set(`${document.id} ${each.story}`, each);
    }
    return htmlReply(template, ownWordsView(mine, designs, titles, words[page.language]), page);
  }
}
