import { Controller } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { bringInStory, importStories } from '#contracts/story-submission/addresses.js';
import { knownProgrammes, rehearsalsLast } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { tellAsStaffPage, tellForGroupPage, tellForTellerPage } from '../../addresses.js';
import { openPeriods } from '../../telling-together/bring-in.form.js';
import { bringers } from '../../telling-together/who-brings-in.js';

const template = pageTemplate(import.meta.url, 'bring-in-story.njk');
const allWords = loadWords(import.meta.url, 'bring-in-story');

/** The ways in which whoever hears stories brings them in, for each programme that is theirs. */
@Controller()
export class BringInStoryPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(bringInStory)
  @Allow(...bringers)
  async show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { organisation } = who;
    const { documents } = await this.service.views.find(knownProgrammes, {
      index: 'byOrganisation',
      equals: { organisation },
    });
    const view = {
      title: words('heading'),
      heading: words('heading'),
      explanation: words('explanation'),
      empty: words('empty'),
      programmes: documents
        .filter(({ id }) => mayActOn(who, { organisation, programme: id }, [...bringers]))
        .sort((a, b) => rehearsalsLast(a.design, b.design))
        .map(({ id: programme, design }) => ({
          name: design.name[language],
          guide: paragraphsOf(design.guides?.collectors?.[language] ?? ''),
          closed: openPeriods(design).length === 0 ? words('closed') : '',
          ways: [
            { text: words('for-teller'), href: tellForTellerPage.to({ language, programme }) },
            { text: words('for-group'), href: tellForGroupPage.to({ language, programme }) },
            { text: words('as-staff'), href: tellAsStaffPage.to({ language, programme }) },
          ],
        })),
      file: mayActOn(who, { organisation }, ['collector', 'evaluator'])
        ? { text: words('with-file'), href: importStories.to({ language }) }
        : null,
    };
    return htmlReply(template, view, page);
  }
}
