import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import { holdsRole, type SomeoneAsking } from '#access/principal.js';
import { bringInStory, importStories, seeStories } from '#contracts/story-submission/addresses.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { TakesFile, UploadedFile } from '#service-kit/http/uploads.js';
import type { FormState } from '#web/forms/form.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeImport } from '../../addresses.js';
import { imports } from '../../read-models/imports/imports.js';
import { BeginImport } from './begin-import.command.js';
import { importStoriesView, uploadForm } from './import-stories.view.js';
import { importers, programmesToImportInto } from '../../importing/who-imports.js';

const template = pageTemplate(import.meta.url, 'import-stories.njk');
const words = loadWords(import.meta.url, 'import-stories');
const earlierShown = 20;

@Controller()
export class ImportStoriesPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(importStories)
  @Allow(...importers)
  show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    return this.#page(page, who);
  }

  /** Nothing is brought in yet: the file is checked, and its page asks whether to go on. */
  @Send(importStories)
  @TakesFile()
  @Allow(...importers)
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const known = await programmesToImportInto(this.service, who);
    const form = uploadForm(known.map(({ id }) => id));
    const parsed = form.parse(body);
    const file: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'file') : undefined;
    const isFile = file instanceof UploadedFile && file.bytes.length > 0;
    if (!parsed.ok || !isFile) {
      const missing = isFile ? [] : form.refused(parsed.typed, refuse('file-missing', 'file')).errors;
      return this.#page(page, who, { typed: parsed.typed, errors: [...(parsed.ok ? [] : parsed.errors), ...missing] });
    }
    const settings = { isDryRun: true, mapping: null };
    const begun = await this.commands.execute(
      new BeginImport(context, who, parsed.values.programme, inOnePiece(file.bytes), settings),
    );
    if (isRefusal(begun)) {
      // What is no answer of the form has a page of its own: another file sent from a page gone back to.
      if (begun.field === undefined || !(begun.field in form.fields)) return throwRefusal(begun);
      return this.#page(page, who, form.refused(parsed.typed, begun));
    }
    return seeOther(seeImport.to({ language: page.language, import: begun.import }));
  }

  async #page(page: PageContext, who: SomeoneAsking, state?: FormState): Promise<PageAnswer> {
    const known = await programmesToImportInto(this.service, who);
    const found = await Promise.all(
      known.map(({ id: programme, organisation }) =>
        this.service.views.find(imports, {
          index: 'byProgramme',
          equals: { organisation, programme },
          order: 'descending',
          limit: earlierShown,
        }),
      ),
    );
    const earlier = found
      .flatMap(({ documents }) => documents)
      .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
      .slice(0, earlierShown);
    const form = uploadForm(known.map(({ id }) => id));
    // Who only collects has no list of stories.
    const back = holdsRole(who, ['evaluator', 'administrator']) ? seeStories : bringInStory;
    const backLink = back.to({ language: page.language });
    const view = importStoriesView({ backLink, known, earlier, state: state ?? form.empty }, words[page.language]);
    return htmlReply(template, view, page);
  }
}

async function* inOnePiece(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes;
}
