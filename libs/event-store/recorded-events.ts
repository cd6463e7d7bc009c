import type { DomainEvent } from '#contracts/shared/decider.js';

import { canonicalJson } from './canonical-json.js';
import { UnknownEventType, type EventMetadata, type RecordedEvent, type StreamId } from './event-store.js';
import type { EventTypes } from './event-types.js';

/** How an event stands in a commit's JSON: the shape of RecordedEvent, so that reading makes no copy of it. */
interface StoredEvent {
  readonly event: DomainEvent<string, Readonly<Record<string, unknown>>>;
  readonly metadata: EventMetadata;
}

export interface CommitBytes {
  readonly stream: StreamId;
  readonly firstVersion: number;
  readonly json: string;
}

/** Turns events into the JSON of a commit and back. Knows every type there may be, so that no reader skips one. */
export class RecordedEvents {
  readonly #types: ReadonlyMap<string, EventTypes[string]>;

  constructor(types: EventTypes) {
    this.#types = new Map(Object.entries(types));
    for (const [name, { version, upcasts }] of this.#types) {
      for (let from = 1; from < version; from += 1) {
        if (upcasts?.[from] === undefined) throw new Error(`${name} has no upcast from version ${String(from)}`);
      }
    }
  }

  /**
   * `metadata`: as JSON with sorted keys, which all events of a command share.
   *
   * @throws UnknownEventType: written, it could never be read again.
   */
  encode(event: DomainEvent, metadata: string): string {
    this.#typeOf(event);
    const { type, schemaVersion, data } = event;
    const recorded = `{"data":${canonicalJson(data)},"schemaVersion":${String(schemaVersion)},"type":${JSON.stringify(type)}}`;
    return `{"event":${recorded},"metadata":${metadata}}`;
  }

  /** @throws UnknownEventType */
  decode(commit: CommitBytes, fromVersion = 1): RecordedEvent[] {
    const { stream, firstVersion } = commit;
    const recorded: RecordedEvent[] = [];
    let streamVersion = firstVersion;
    for (const { event, metadata } of parse(commit.json)) {
      if (streamVersion >= fromVersion) recorded.push({ stream, streamVersion, event: this.#upcast(event), metadata });
      streamVersion += 1;
    }
    return recorded;
  }

  /** How many events a commit holds; undefined when it is not a list of events. */
  count({ json }: Pick<CommitBytes, 'json'>): number | undefined {
    try {
      return parse(json).length;
    } catch {
      return undefined;
    }
  }

  #upcast(event: StoredEvent['event']): DomainEvent {
    const { version, upcasts } = this.#typeOf(event);
    if (event.schemaVersion === version) return event;
    let { data } = event;
    for (let from = event.schemaVersion; from < version; from += 1) data = upcasts?.[from]?.(data) ?? data;
    return { type: event.type, schemaVersion: version, data };
  }

  #typeOf({ type, schemaVersion }: DomainEvent): EventTypes[string] {
    const known = this.#types.get(type);
    if (known === undefined) throw new UnknownEventType(`No such event type here: ${type}`);
    if (!Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > known.version) {
      throw new UnknownEventType(
        `${type} is known here up to version ${String(known.version)}, not ${String(schemaVersion)}`,
      );
    }
    return known;
  }
}

function parse(json: string): readonly StoredEvent[] {
  const parsed: unknown = JSON.parse(json);
  if (!areStoredEvents(parsed)) throw new SyntaxError('A commit holds something that is not a list of events');
  return parsed;
}

/** The bytes are this library's own, under a hash: their outline is enough. */
const areStoredEvents = (value: unknown): value is readonly StoredEvent[] => {
  if (!Array.isArray(value)) return false;
  for (const item of value) {
    const stored: unknown = item;
    if (typeof stored !== 'object' || stored === null || !('event' in stored) || !('metadata' in stored)) return false;
  }
  return true;
};
