import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, Asking } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { idFrom } from '#service-kit/ids.js';
import { knownOrganisations } from '#service-kit/known/known-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { createProgrammePage, seeProgramme, seeProgrammes } from '../../addresses.js';
import { aboutAnswered } from '../../asking-about-programmes/about-asked.js';
import { plainOf } from '../../domain/programme/id-for.js';
import type { OutcomeTold } from '../../outcome-told.js';
import { CreateProgramme } from './create-programme.command.js';
import { createProgrammeForm } from './create-programme.form.js';
import { createProgrammeView } from './create-programme.view.js';
import { lightProgramme } from '../../programme-parts/light-programme.js';
import { wholeProgramme } from '../../programme-parts/whole-programme.js';

const template = pageTemplate(import.meta.url, 'create-programme.njk');
const words = loadWords(import.meta.url, 'create-programme');

@Controller()
export class CreateProgrammePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(createProgrammePage)
  @Allow('administrator', 'evaluator')
  async show(@CurrentPage() page: PageContext, @Asking() { organisation }: SomeoneAsking): Promise<PageAnswer> {
    const { language, organisationName } = page;
    const known = (await this.service.views.get(knownOrganisations, organisation))?.name;
    const begun = createProgrammeForm.filled({
      'runBy.en': known?.en ?? organisationName,
      'runBy.cy': known?.cy ?? organisationName,
      languages: ['en', 'cy'],
      extent: 'light',
      extras: ['lessons', 'guides'],
    });
    return htmlReply(template, createProgrammeView(begun, words[language]), page);
  }

  @Send(createProgrammePage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const parsed = createProgrammeForm.parse(body);
    if (!parsed.ok) return htmlReply(template, createProgrammeView(parsed, words[language]), page);
    const { values } = parsed;
    const begin = values.extent === 'whole' ? wholeProgramme : lightProgramme;
    const design = begin({
      // Six figures of the command's own, because ids are shared by all organisations and names are not.
      id: `${plainOf(values['name.en'])}-${idFrom(context.commandId, 'programme').slice(0, 6)}`,
      organisation: context.organisation,
      ...aboutAnswered(values),
      isPilot: values.extras.includes('pilot'),
      asksForLessons: values.extras.includes('lessons'),
      hasGuides: values.extras.includes('guides'),
    });
    const done = await this.commands.execute(new CreateProgramme(context, design));
    if (isRefusal(done)) {
      const refused = createProgrammeForm.refused(parsed.typed, done);
      return htmlReply(template, createProgrammeView(refused, words[language]), page);
    }
    const isReached = await this.service.views.reached(done.stream, done.version);
    if (!isReached) return seeOther(seeProgrammes.to({ language }, { done: 'still-updating' satisfies OutcomeTold }));
    const told: OutcomeTold = 'programme-created';
    return seeOther(seeProgramme.to({ language, programme: design.id }, { done: told }));
  }
}
