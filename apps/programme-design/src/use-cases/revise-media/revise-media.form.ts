import type { MediaDesign, MediumKind, ProgrammeDesign } from '#contracts/shared/programme.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { longText } from '#web/forms/text-fields.js';

import { usualMedia } from '../../domain/programme/media.js';

/** A proxy lets a little more through than the largest of them. */
const megabytes = () => wholeNumber({ wrong: 'size-wrong', least: 1, most: 95 });

export const kinds = ['picture', 'audio', 'video', 'pdf'] as const satisfies readonly MediumKind[];

const fields = {
  most: wholeNumber({ required: 'most-missing', wrong: 'most-wrong', least: 1, most: 20 }),
  picture: megabytes(),
  audio: megabytes(),
  video: megabytes(),
  pdf: megabytes(),
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } }),
};

export const reviseMediaForm = defineForm(fields);

/** A programme that has said nothing of it yet is offered what is usual. */
export const mediaTyped = ({ media: { most, largest } = usualMedia }: ProgrammeDesign): FormState =>
  reviseMediaForm.filled({
    most: String(most),
    ...Object.fromEntries(kinds.map((kind) => [kind, String(largest[kind] ?? '')])),
  });

export const mediaGiven = ({ most, picture, audio, video, pdf }: ValuesOf<typeof fields>): MediaDesign => ({
  most,
  largest: { picture: picture ?? null, audio: audio ?? null, video: video ?? null, pdf: pdf ?? null },
});
