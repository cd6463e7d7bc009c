import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { rulesInFull } from '#contracts/shared/selection-rules.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { declareConflictPage, readStory, seeMeeting } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { conflictBecause, DeclareConflict } from './declare-conflict.command.js';

const template = pageTemplate(import.meta.url, 'declare-conflict.njk');
const allWords = loadWords(import.meta.url, 'declare-conflict');

const declareConflictForm = defineForm({ because: choice({ options: conflictBecause, required: 'because-missing' }) });

/** A member says so of themselves. */
@Controller()
export class DeclareConflictPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(declareConflictPage)
  @Allow('panel-member')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    return this.#form(page, who, sitting, story, declareConflictForm.empty);
  }

  @Send(declareConflictPage)
  @Allow('panel-member')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = declareConflictForm.parse(body);
    if (!parsed.ok) return this.#form(page, who, sitting, story, parsed);
    const { because } = parsed.values;
    const done = await this.commands.execute(new DeclareConflict(context, sitting, who.person, story, because));
    if (isRefusal(done)) {
      return this.#form(page, who, sitting, story, declareConflictForm.refused(parsed.typed, done));
    }
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  async #form(
    page: PageContext,
    who: SomeoneAsking,
    sitting: string,
    story: string,
    state: FormState,
  ): Promise<PageAnswer> {
    const { state: meeting } = await sittingFor(this.service, who, sitting);
    const found = meeting.stories.find((each) => each.story === story);
    if (found === undefined) return throwRefusal(refuse('story-not-in-sitting', 'story', { story }));
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(declareConflictForm, state, words, panelReviewErrors);
    const heading = words('heading', { reference: found.reference });
    const view = {
      title: heading,
      backLink: readStory.to({ language, sitting, story }),
      errors,
      because: macroParams({
        ...fields.because,
        fieldset: { legend: { text: heading, size: 'l', isPageHeading: true } },
        hint: {
          text: words(rulesInFull(meeting.opened.rules).tooCloseMayTalk ? 'explanation' : 'explanation-no-talk'),
        },
        items: conflictBecause.map((value) => ({ value, text: words(`because-${value}`) })),
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
