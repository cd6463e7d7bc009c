import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { StorageUnavailable, StoreClosed, VersionConflict } from '#event-store/event-store.js';
import { GrantExpired } from '#key-vault/key-vault.js';
import { UnknownCursor } from '#projections/range.js';

/** What the exceptions of stores and of the key vault mean to whoever asked; undefined for any other. For ProblemFilter's `refusalOf`. */
export function problemOfStorage(exception: unknown): Refusal | undefined {
  if (exception instanceof StorageUnavailable) {
    return refuse(exception.because === 'disk-full' ? 'disk-full' : 'storage-unavailable');
  }
  // Closed while draining: another instance, or this one after its restart, will answer.
  if (exception instanceof StoreClosed) return refuse('storage-unavailable');
  // Whoever asks for a page of a list says after what: that was never an answer of ours.
  if (exception instanceof UnknownCursor) return refuse('request-not-understood', 'after');
  // A machine with much else to do came back to it after the grant had ended.
  if (exception instanceof GrantExpired) return refuse('opened-too-late');
  if (exception instanceof VersionConflict) return refuse('conflict-retry');
  return undefined;
}
