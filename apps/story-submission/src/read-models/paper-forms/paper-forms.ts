import { collection, type ReadModel } from '#projections/read-model.js';

import { isPaperFormEvent } from '../../domain/paper-form/paper-form.js';

/** A form that was printed with a number. */
export interface PaperFormDocument {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly period: string;
  readonly form: string;
  readonly language: 'en' | 'cy';
  readonly wordingVersion: number;
  readonly codeHash: string;
  /** Null: not entered yet. */
  readonly story: string | null;
}

/** A story that came on paper. */
export interface EnteredFromPaper {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  readonly by: string;
  readonly at: string;
}

export const idOfForm = (programme: string, form: string): string => `${programme}/${form}`;

export const paperForms = collection<PaperFormDocument>()('paper-forms', {
  byPeriod: ['organisation', 'programme', 'period'],
});
export const enteredFromPaper = collection<EnteredFromPaper>()('entered-from-paper', {});

export const paperFormsModel: ReadModel = {
  name: 'paper-forms',
  version: 1,
  collections: [paperForms, enteredFromPaper],
  async project({ event, metadata }, changes) {
    if (!isPaperFormEvent(event)) return;
    const { organisation, actor: by, at } = metadata;
    if (event.type === 'FormsPrinted') {
      const { programme, period, language, wordingVersion, forms } = event.data;
      for (const { form, codeHash } of forms) {
        const id = idOfForm(programme, form);
        const of = { programme, period, form, language, wordingVersion, codeHash };
        changes.put(paperForms, { id, organisation, ...of, story: null });
      }
      return;
    }
    const { story, programme, form } = event.data;
    changes.put(enteredFromPaper, { id: story, organisation, by, at });
    const printed = form === null ? undefined : await changes.get(paperForms, idOfForm(programme, form));
    if (printed !== undefined) changes.put(paperForms, { ...printed, story });
  },
};
