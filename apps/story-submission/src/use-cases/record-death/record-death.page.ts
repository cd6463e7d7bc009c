import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { recordDeathPage } from '../../addresses.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { storyToHold } from '../../rights/legal-holds-seen.js';
import { keepers } from '../../stories/keepers.js';
import { deathSeen } from './death-seen.js';
import { RecordDeath } from './record-death.command.js';
import { deathForm } from './record-death.form.js';
import { recordDeathView } from './record-death.view.js';

const template = pageTemplate(import.meta.url, 'record-death.njk');
const words = loadWords(import.meta.url, 'record-death');

@Controller()
export class RecordDeathPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(recordDeathPage)
  @Allow(...keepers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') id: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, await storyToHold(this.service, who, id), deathForm.empty);
  }

  @Send(recordDeathPage)
  @Allow(...keepers)
  async act(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') id: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const story = await storyToHold(this.service, who, id);
    const kind = textIn(body, 'act');
    const parsed = deathForm.parse(body);
    if (kind === 'report' && !parsed.ok) return this.#answer(page, who, story, parsed);
    const done =
      kind === 'report' && parsed.ok
        ? await this.commands.execute(
            new RecordDeath(context, story, {
              kind,
              toldBy: parsed.values.toldBy,
              diedOn: parsed.values.diedOn ?? null,
              note: parsed.values.note ?? '',
            }),
          )
        : kind === 'confirm' || kind === 'set-aside' || kind === 'ask-undo' || kind === 'undo'
          ? await this.commands.execute(new RecordDeath(context, story, { kind }))
          : refuse('death-not-reported');
    if (isRefusal(done)) return this.#answer(page, who, story, deathForm.refused(parsed.typed, done));
    return seeOther(recordDeathPage.to({ language: page.language, story: id }));
  }

  async #answer(page: PageContext, who: SomeoneAsking, story: StoryDocument, state: FormState): Promise<PageAnswer> {
    const death = await deathSeen(this.service, who, story);
    const known = await overTimeOf(this.service, story.id);
    const view = recordDeathView({ story, death, known, by: who.person, state }, words[page.language]);
    return htmlReply(template, view, page);
  }
}
