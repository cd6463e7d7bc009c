import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { seeVerifications } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { inOrderOf, writeDate, writeNumber } from '#web/written.js';

import { seeStory, verificationPage } from '../../addresses.js';
import { notesRead } from '../../checking/notes-read.js';
import { daysForTeller, standsApart } from '../../domain/verification/verification.js';
import { storySubmissionErrors } from '../../errors.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { verifications } from '../../read-models/verifications/verifications.js';
import { AssignVerifier, ReleaseFinding, peopleCredited, storyToCheck } from './assign-verifier.command.js';

const template = pageTemplate(import.meta.url, 'assign-verifier.njk');
const allWords = loadWords(import.meta.url, 'assign-verifier');

const assignForm = (people: readonly string[]) =>
  defineForm({ verifier: choice({ options: people, required: 'verifier-missing' }) });

const mostPeople = 1_000;

@Controller()
export class AssignVerifierPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(verificationPage)
  @Allow('evaluator', 'administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') id: string,
  ): Promise<PageAnswer> {
    const story = orThrow(await storyToCheck(this.service, who, id));
    return this.#answer(page, who, story, (form) => form.empty);
  }

  /** Two buttons: give it to somebody, or show what was found. */
  @Send(verificationPage)
  @Allow('evaluator', 'administrator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') id: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const story = orThrow(await storyToCheck(this.service, who, id));
    const here = seeOther(verificationPage.to({ language: page.language, story: id }));
    if (textIn(body, 'act') === 'release') {
      const done = await this.commands.execute(new ReleaseFinding(context, who, id));
      return isRefusal(done) ? this.#answer(page, who, story, (form) => form.refused({}, done)) : here;
    }
    const parsed = assignForm(await this.#apart(story)).parse(body);
    if (!parsed.ok) return this.#answer(page, who, story, () => parsed);
    const done = await this.commands.execute(new AssignVerifier(context, who, id, parsed.values.verifier));
    return isRefusal(done) ? this.#answer(page, who, story, (form) => form.refused(parsed.typed, done)) : here;
  }

  /** Those of the organisation who stand apart from the story, as far as is known. */
  async #apart({ id, organisation, teller, collector }: StoryDocument): Promise<readonly string[]> {
    const { views } = this.service;
    const check = (await views.get(verifications, id))?.check;
    const query = { index: 'byOrganisation' as const, equals: { organisation }, limit: mostPeople };
    const { documents } = await views.find(knownPeople, query);
    const named = await peopleCredited(this.service, id);
    const near = (person: string) => ({ teller, collector, isNamed: named.has(person) });
    return documents
      .filter(({ id: person, roles }) => roles.length > 0 && standsApart(check, person, near(person)) === undefined)
      .map((person) => person.id);
  }

  async #answer(
    page: PageContext,
    who: SomeoneAsking,
    story: StoryDocument,
    stateOf: (form: ReturnType<typeof assignForm>) => FormState,
  ): Promise<PageAnswer> {
    const { language } = page;
    const { id, reference, programme } = story;
    const words = allWords[language];
    const timeZone = await timeZoneOf(this.service, programme);
    const apart = await this.#apart(story);
    const known = await this.service.views.get(verifications, id);
    const people = await namesOfPeople(this.service, who, [...apart, ...(known === undefined ? [] : [known.verifier])]);
    const form = assignForm(apart);
    const { errors, fields } = showForm(form, stateOf(form), words, storySubmissionErrors);
    const isShown = known?.state === 'shown';
    const found = isShown ? known.check.found : null;
    const notes = isShown ? await notesRead(this.service, who, 'evaluator', known.check) : undefined;
    const inOrder = inOrderOf(language);
    const canAssign = !story.isWithdrawn && known?.state !== 'found';
    const view = {
      title: words('heading', { reference }),
      backLink: seeVerifications.to({ language }, { programme }),
      errors,
      heading: words('heading', { reference }),
      story: { text: words('story'), href: seeStory.to({ language, story: id }) },
      state: words(`state-${known?.state ?? 'not-assigned'}`, { days: daysForTeller }),
      verifier:
        known === undefined || known.state === 'handed-back'
          ? ''
          : words('verifier-is', { name: people(known.verifier) }),
      found:
        found === null
          ? null
          : {
              heading: words('found'),
              finding: words(`finding-${found.finding}`),
              when: words('found-on', {
                date: writeDate(language, found.at, timeZone),
                version: writeNumber(language, found.storyVersion),
              }),
              note: notes?.note === null || notes === undefined ? [words('withheld')] : paragraphsOf(notes.note),
              asked: found.askedOthers ? words('asked-others') : words('asked-nobody'),
              addedHeading: words('added'),
              added: (notes?.added ?? []).map(({ at, text }) => ({
                when: writeDate(language, at, timeZone),
                paragraphs: text === null ? [words('withheld')] : paragraphsOf(text),
              })),
            },
      before: (known?.check.before ?? []).map(({ finding, at }) =>
        words('found-before', { finding: words(`finding-${finding}`), date: writeDate(language, at, timeZone) }),
      ),
      release:
        known?.state === 'found'
          ? { text: words('release-hint', { days: daysForTeller }), send: words('release') }
          : null,
      assign: canAssign
        ? {
            heading: words(known === undefined || known.state === 'handed-back' ? 'assign' : 'assign-another'),
            nobody: apart.length === 0 ? words('nobody-apart') : '',
            verifier: macroParams({
              ...fields.verifier,
              fieldset: { legend: { text: words('verifier'), classes: 'nhsuk-fieldset__legend--s' } },
              hint: { text: words('verifier-hint') },
              items: apart.map((value) => ({ value, text: people(value) })).sort((a, b) => inOrder(a.text, b.text)),
            }),
            send: words('send'),
          }
        : null,
      takenBack: story.isWithdrawn ? words('taken-back') : '',
    };
    return htmlReply(template, view, page);
  }
}
