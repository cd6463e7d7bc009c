import { never } from '#contracts/shared/decider.js';
import type { Words } from '#web/words/words.js';
import type { TallyNote } from '../../../panel-review/src/domain/tally/tally-result.js';

export function writeNote(note: TallyNote, words: Words): string {
  switch (note.note) {
    case 'leading-story-has-too-few-scores':
      return words(note.note, { round: note.round, story: note.story });
    case 'borda-and-condorcet-differ':
      return words(note.note, { round: note.round, leading: note.leading.join(', '), condorcet: note.condorcet });
    case 'secret-round-not-shown':
      return words(note.note, { round: note.round, minimum: note.minimumBallots });
    case 'no-round-decides':
      return words(note.note);
    default:
      return never(note);
  }
}
