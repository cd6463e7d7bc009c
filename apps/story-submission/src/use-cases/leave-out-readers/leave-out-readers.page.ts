import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import type { Consent } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import { leaveOutReaders, seeYourStory } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { organisationsOf, panelsSeen, type PanelSeen } from '../../readers/panels-seen.js';
import { carryToStory, codeCarried } from '../../stories/code-cookie.js';
import { SeeYourStory, type YourStory } from '../see-your-story/your-story.query.js';
import { tellDone } from '../../stories/done-told.js';
import { LeaveOutReaders } from './leave-out-readers.command.js';
import { fieldsOfLeavingOut, leavingOutOf } from '../../readers/leaving-out.js';
import { partsOfLeavingOut } from '../../readers/parts-of-leaving-out.js';

const template = pageTemplate(import.meta.url, 'leave-out-readers.njk');
const allWords = loadWords(import.meta.url, 'leave-out-readers');

interface Standing {
  readonly found: YourStory;
  readonly design: ProgrammeDesign;
  readonly panels: readonly PanelSeen[];
}

@Controller()
export class LeaveOutReadersPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(leaveOutReaders)
  @Open('a teller without an account, by the code their browser carries')
  async show(@CurrentPage() page: PageContext, @Req() request: FastifyRequest): Promise<PageAnswer> {
    const standing = await this.#standing(request);
    if (standing === undefined) return seeOther(yourStory.to({ language: page.language }));
    return answer(page, standing, defineForm(fieldsOfLeavingOut(standing.panels)).empty);
  }

  @Send(leaveOutReaders)
  @Open('a teller without an account, by the code their browser carries')
  async leaveOut(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const standing = await this.#standing(request);
    if (standing === undefined) return seeOther(yourStory.to({ language }));
    const form = defineForm(fieldsOfLeavingOut(standing.panels));
    const parsed = form.parse(body);
    if (!parsed.ok) return answer(page, standing, parsed);
    const out = leavingOutOf(parsed.values);
    if (out.people.length + out.panels.length + out.organisations.length === 0) {
      const wrong = { kind: 'wrong', field: 'outPeople', wrong: { words: 'nothing' } } as const;
      return answer(page, standing, { typed: parsed.typed, errors: [wrong] });
    }
    const { id, organisation } = standing.found.document;
    const done = await this.commands.execute(new LeaveOutReaders({ ...context, organisation }, id, out));
    if (isRefusal(done)) return answer(page, standing, form.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    carryToStory(request, reply, codeCarried(request));
    return tellDone(language, 'left-out');
  }

  async #standing(request: FastifyRequest): Promise<Standing | undefined> {
    const found = await this.queries.execute(new SeeYourStory(codeCarried(request)));
    if (found?.design === undefined || (found.state !== 'active' && found.state !== 'frozen')) return undefined;
    return { found, design: found.design, panels: await panelsSeen(this.service, found.design) };
  }
}

function answer(page: PageContext, { found, design, panels }: Standing, state: FormState): PageAnswer {
  const { language } = page;
  const words = allWords[language];
  const { errors, fields } = showForm(defineForm(fieldsOfLeavingOut(panels)), state, words, storySubmissionErrors);
  const lines = found.consent === undefined ? [] : leftOutSaid(found.consent, design, panels, words);
  const view = {
    title: words('title'),
    backLink: seeYourStory.to({ language }),
    errors,
    heading: words('heading'),
    paragraphs: [words('only-more'), words('at-once')],
    now: {
      heading: words('now'),
      lines: [...(lines.length === 0 ? [words('now-nobody')] : lines), words('now-names')],
    },
    parts: partsOfLeavingOut(fields, panels, language),
    send: words('send'),
  };
  return htmlReply(template, view, page);
}

/** People are neither named nor counted: the page must not say who has an account here. */
function leftOutSaid(
  { exclusions }: Consent,
  design: ProgrammeDesign,
  panels: readonly PanelSeen[],
  words: Words,
): readonly string[] {
  const { language } = words;
  const out = (kind: Consent['exclusions'][number]['kind']) =>
    exclusions.filter((each) => each.kind === kind).map(({ id }) => id);
  const named = (
    ids: readonly string[],
    from: readonly { readonly id: string; readonly name: { readonly en: string; readonly cy: string } }[],
  ): string =>
    writeList(
      language,
      ids.map((id) => from.find((each) => each.id === id)?.name[language] ?? id),
    );
  const teams = out('team');
  const organisations = out('organisation');
  return [
    ...(teams.length === 0 ? [] : [words('now-panels', { panels: named(teams, design.panels) })]),
    ...(organisations.length === 0
      ? []
      : [words('now-organisations', { organisations: named(organisations, organisationsOf(panels)) })]),
  ];
}
