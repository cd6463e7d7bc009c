import { seeDebriefsPage } from '#contracts/panel-review/addresses.js';
import { seeConcerns, storiesToRead } from '#contracts/story-submission/addresses.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Withheld } from '#key-vault/key-vault.js';
import type { PageOfList } from '#projections/page-of-list.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { homePage } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import { letStoryGoPage, seeConcern, takeConcernPage } from '../../addresses.js';
import { outcomes } from '../../domain/concern/concern.js';
import { storySubmissionErrors } from '../../errors.js';
import type { ConcernDocument } from '../../read-models/concerns/concerns.js';
import { closeForm } from './close-concern.form.js';
import type { ConcernTexts } from './concerns-seen.js';

type Naming = (id: string) => string;

interface ListShown {
  readonly design: ProgrammeDesign;
  readonly found: PageOfList<ConcernDocument>;
  readonly isFurtherOn: boolean;
  /** The list of stories to read leads here; others come by a letter. */
  readonly isFirstReader: boolean;
}

export function seeConcernsView(
  { design, found, isFurtherOn, isFirstReader }: ListShown,
  referenceOf: Naming,
  nameOf: Naming,
  words: Words,
) {
  const { language } = words;
  const programme = design.id;
  return {
    title: words('list'),
    backLink: isFirstReader ? storiesToRead.to({ language, programme }) : homePage.to({ language }),
    programme: design.name[language],
    heading: words('list'),
    explanation: words('explanation'),
    table: found.items.length === 0 ? null : concernsTable(design, found.items, { referenceOf, nameOf }, words),
    empty: words('empty'),
    start: isFurtherOn ? { text: words('start'), href: seeConcerns.to({ language, programme }) } : null,
    more:
      found.next === undefined
        ? null
        : { text: words('more'), href: seeConcerns.to({ language, programme }, { after: found.next }) },
    debriefs: { text: words('debriefs'), href: seeDebriefsPage.to({ language }) },
  };
}

function concernsTable(
  { id: programme, timezone }: ProgrammeDesign,
  found: readonly ConcernDocument[],
  { referenceOf, nameOf }: Readonly<Record<'referenceOf' | 'nameOf', Naming>>,
  words: Words,
) {
  const { language } = words;
  return macroParams({
    caption: words('list'),
    firstCellIsHeader: true,
    responsive: true,
    head: ['story', 'raised-by', 'about', 'due', 'state', 'owner'].map((key) => ({ text: words(`head-${key}`) })),
    rows: found.map(({ id: concern, story, raisedBy, by, about, dueAt, state, owner, outcome }) => [
      { text: referenceOf(story), href: seeConcern.to({ language, programme, concern }) },
      ...[
        by === 'teller' ? words('the-teller') : nameOf(raisedBy),
        words(`about-${about}`),
        writeDateAndTime(language, new Date(dueAt), timezone),
        words(outcome === null ? `state-${state}` : `outcome-${outcome}`),
        owner === null ? words('nobody') : nameOf(owner),
      ].map((text) => ({ text })),
    ]),
  });
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

interface Shown {
  readonly found: ConcernDocument;
  readonly texts: ConcernTexts | Withheld;
  readonly isMine: boolean;
  /** Those it may be about; none where it holds nothing. */
  readonly colleagues: readonly Colleague[];
  readonly state: FormState;
  /** Where its programme runs. */
  readonly timeZone: string;
}

export function seeConcernView(
  { found, texts, timeZone, isMine, colleagues, state }: Shown,
  referenceOf: Naming,
  nameOf: Naming,
  words: Words,
) {
  const { language } = words;
  const { id: concern, programme, story, raisedBy, raisedAt, dueAt, owner, outcome } = found;
  const at = { language, programme, concern };
  const { errors, fields } = showForm(closeForm, state, words, storySubmissionErrors);
  const isWithheld = 'because' in texts;
  const row = (key: string, text: string) => ({ key: { text: words(key) }, value: { text } });
  return {
    title: words('one'),
    backLink: seeConcerns.to({ language, programme }),
    errors,
    heading: words('of-story', { reference: referenceOf(story) }),
    facts: macroParams({
      rows: [
        row('head-raised-by', found.by === 'teller' ? words('the-teller') : nameOf(raisedBy)),
        row('head-about', words(`about-${found.about}`)),
        row('raised-at', writeDateAndTime(language, new Date(raisedAt), timeZone)),
        row('head-due', writeDateAndTime(language, new Date(dueAt), timeZone)),
        row('head-owner', owner === null ? words('nobody') : nameOf(owner)),
        row('head-state', words(outcome === null ? `state-${found.state}` : `outcome-${outcome}`)),
      ],
    }),
    saidHeading: words('said'),
    said: isWithheld ? [words('erased')] : paragraphsOf(texts.said),
    noteHeading: words('note'),
    note: isWithheld ? [] : paragraphsOf(texts.note ?? ''),
    rights: words('rights'),
    holding: found.isHolding ? holdingView(colleagues, letStoryGoPage.to(at), words) : null,
    take: found.state === 'closed' || isMine ? null : { text: words('take'), action: takeConcernPage.to(at) },
    close:
      found.state === 'closed' || !isMine
        ? null
        : {
            outcome: macroParams({
              ...fields.outcome,
              fieldset: { legend: { text: words('outcome'), size: 'm' } },
              items: outcomes.map((value) => ({ value, text: words(`outcome-${value}`) })),
            }),
            note: macroParams({
              ...fields.note,
              label: { text: words('note') },
              hint: { text: words('note-hint') },
              rows: 4,
            }),
            send: words('close'),
          },
  };
}

const holdingView = (colleagues: readonly Colleague[], action: string, words: Words) => ({
  text: words('holding'),
  keptFrom: macroParams({
    idPrefix: 'keptFrom',
    name: 'keptFrom',
    values: [],
    fieldset: { legend: { text: words('kept-from'), size: 's' } },
    hint: { text: words('kept-from-hint') },
    items: colleagues.map(({ id, name }) => ({ value: id, text: name })),
  }),
  send: words('let-go'),
  action,
});
