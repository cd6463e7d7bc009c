import { seeRightsRequests } from '#contracts/story-submission/addresses.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { copyForTeller, replaceCodePage, seeConsentHistory, seeReaders, seeStory } from '../../addresses.js';
import { identityChecks } from '../../domain/rights-request/events.js';
import { needsSecondPerson } from '../../domain/rights-request/rights-request.js';
import { storySubmissionErrors } from '../../errors.js';
import { erasingSaid, goingSaid } from '../../rights/erasing-said.js';
import { requestWords, standsSaid } from '../../rights/request-said.js';
import type { RequestOpened } from '../../rights/find-request.js';

export const answerForm = defineForm({ answer: longText(), because: longText() });
export const identityForm = defineForm({ identity: choice({ options: identityChecks, required: 'identity-missing' }) });

export function seeRightsRequestView(
  { request, story, personNumber, isOverdue, wouldGo, words: said, because, answer }: RequestOpened,
  person: string,
  nameOf: (person: string) => string,
  states: { readonly answering: FormState; readonly identity: FormState },
  words: Words,
) {
  const { language } = words;
  const ofRequest = requestWords[language];
  const { errors, fields } = showForm(answerForm, states.answering, words, storySubmissionErrors);
  const identity = showForm(identityForm, states.identity, words, storySubmissionErrors);
  const { right, isOpen, isExtended, enteredBy, confirmedBy } = request;
  const isForTwo = needsSecondPerson(right);
  const by = (id: string): string => (id === 'anyone' ? words('the-teller') : nameOf(id));
  const row = (key: string, text: string) => ({ key: { text: words(key) }, value: { text } });
  const textarea = (params: (typeof fields)['answer'], label: string, hint: string) =>
    macroParams({
      ...params,
      label: { text: words(label), classes: 'nhsuk-label--s' },
      hint: { text: words(hint) },
      rows: 5,
    });
  const { value: chosen, ...radios } = identity.fields.identity;
  const copyOf = () => ({
    heading: words('copy-heading'),
    text: words(story === undefined ? 'copy-without-story' : 'copy-text'),
    identity:
      story === undefined
        ? null
        : macroParams({
            ...radios,
            fieldset: { legend: { text: words('identity'), classes: 'nhsuk-fieldset__legend--s' } },
            items: identityChecks.map((value) => ({
              ...{ value, text: ofRequest(`identity-${value}`), checked: value === chosen },
            })),
          }),
    save: words(request.identity === null ? 'identity-save' : 'identity-again'),
    link:
      story === undefined || request.identity === null
        ? null
        : { text: words('copy-link'), href: copyForTeller.to({ language, story: story.id, request: request.id }) },
  });
  return {
    title: ofRequest(`right-${right}`),
    backLink: seeRightsRequests.to({ language }),
    errors: [...identity.errors, ...errors],
    heading: ofRequest(`right-${right}`),
    facts: macroParams({
      rows: [
        row('stands', standsSaid({ ...request, isOverdue }, language)),
        row('due', writeDate(language, request.dueOn)),
        row('received', writeDate(language, request.receivedOn)),
        row('how', ofRequest(`how-${request.how}`)),
        row('entered-by', by(enteredBy)),
        ...(confirmedBy === null ? [] : [row('confirmed-by', by(confirmedBy))]),
        ...(request.identity === null
          ? []
          : [
              row(
                'identity-row',
                words('identity-said', {
                  how: ofRequest(`identity-${request.identity.how}`),
                  by: by(request.identity.by),
                  date: writeDate(language, request.identity.on),
                }),
              ),
            ]),
        row('story', story?.reference ?? ofRequest('no-story')),
        ...(personNumber === null ? [] : [row('person', words('person-in-it', { number: personNumber }))]),
        row('words', said ?? words(request.words === null ? 'nothing-written' : 'cannot-be-read')),
        ...(because === null ? [] : [row('because-said', because)]),
        ...(answer === null ? [] : [row('answer-said', answer)]),
      ],
    }),
    links:
      story === undefined
        ? []
        : [
            { text: words('see-story'), href: seeStory.to({ language, story: story.id }) },
            { text: words('see-readers'), href: seeReaders.to({ language, story: story.id }) },
            { text: words('see-history'), href: seeConsentHistory.to({ language, story: story.id }) },
          ],
    copy: right === 'see' && isOpen ? copyOf() : null,
    goOn:
      right === 'resume' && isOpen && story !== undefined
        ? {
            heading: words('go-on-heading'),
            text: words('go-on-text'),
            lost: { text: words('go-on-lost'), href: replaceCodePage.to({ language, story: story.id }) },
          }
        : null,
    confirm:
      isOpen && isForTwo
        ? {
            heading: words('confirm-heading'),
            text:
              enteredBy === person ? words('confirm-by-another') : erasingSaid(right, personNumber !== null, language),
            goes: goingSaid(wouldGo, language),
            isYours: enteredBy !== person,
            send: words('confirm'),
          }
        : null,
    answer: isOpen
      ? {
          heading: words('answer-heading'),
          params: textarea(fields.answer, 'answer', 'answer-hint'),
          done: isForTwo ? '' : words('done'),
          refused: words('refused'),
        }
      : null,
    extend:
      isOpen && !isExtended
        ? {
            heading: words('extend-heading'),
            params: textarea(fields.because, 'because', 'because-hint'),
            send: words('extend'),
          }
        : null,
  };
}
