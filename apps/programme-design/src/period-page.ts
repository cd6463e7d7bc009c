import type { Command } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { Route } from '#web/addresses.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import type { PageTemplate } from '#web/rendering/templates.js';
import type { Words, WordsInBoth } from '#web/words/words.js';

import type { ProgrammeEvent } from './domain/programme/events.js';
import { programmeDesignErrors } from './errors.js';
import type { OutcomeTold } from './outcome-told.js';
import { aroundPart, whyAsked } from './around-part.js';
import { partRevisionPage } from './part-revision-page.js';

/** What is done with a whole period. */
export interface PeriodAct {
  readonly template: PageTemplate;
  readonly words: WordsInBoth;
  readonly command: (
    context: CommandContext,
    programme: string,
    period: string,
    why: string | null,
  ) => Command<Executed<ProgrammeEvent> | Refusal>;
  readonly told: OutcomeTold;
  /** What the page says besides. */
  readonly besides?: (design: ProgrammeDesign, words: Words) => object;
}

const form = defineForm({ why: longText() });

/** The controller of one act: what it means is said, and why it is done may be. */
export const periodPage = (at: Route, { template, words: ofAct, command, told, besides }: PeriodAct) =>
  partRevisionPage(at, {
    ...{ template, words: ofAct, form, told },
    param: 'period',
    partOf: ({ periods }, period) => periods.find(({ id }) => id === period),
    notFound: refuse('period-not-found', 'period'),
    typed: () => form.empty,
    view: (found, { name }, state, _version, words) => {
      const { errors, fields } = showForm(form, state, words, programmeDesignErrors);
      return {
        ...aroundPart(found, words, words('heading', { name: name[words.language] })),
        errors,
        explanation: words('explanation'),
        ...besides?.(found.design, words),
        why: whyAsked(fields.why, words, { rows: 3 }),
      };
    },
    command: (context, { programme, id }, { why }) => command(context, programme, id, why ?? null),
  });
