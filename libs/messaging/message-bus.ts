/** A CloudEvents 1.0 message. `data` holds ids, facts and ciphertext, never personal text in clear. */
export interface Message<Data = unknown> {
  readonly specversion: '1.0';
  /** Source stream and version: `story/0192…@1`, and `#n` where one event gives several. The inbox takes each id once. */
  readonly id: string;
  /** The service that says it: `story-submission`. */
  readonly source: string;
  /** Type with version: `story.submitted.v1`. */
  readonly type: string;
  /** Stream id: messages of one subject keep their order. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly organisation: string;
  readonly correlation: string;
  readonly data: Data;
}

export interface Subscribing {
  /** Topic names; one topic a service: `newid.story-submission`. */
  readonly topics: readonly string[];
  /** Name of who takes them: each group receives every message. */
  readonly group: string;
  /**
   * Called for messages of one subject one after another; several subjects at the same time. Resolved: taken for good.
   * Thrown: tried again, then parked with the rest of its subject while others go on.
   */
  handle(message: Message): Promise<void>;
}

export interface Subscription {
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Resolves when all that was published before the call is taken or parked. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** Subjects that stand still because one of their messages failed. */
export interface ParkedSubject {
  readonly group: string;
  readonly topic: string;
  readonly subject: string;
  /** Name and message of the error; a handler's errors hold no personal text. */
  readonly because: string;
  readonly since: string;
  readonly messages: number;
  /** First message that waits. */
  readonly messageId: string;
  readonly type: string;
}

/** What a group has not taken of a topic yet, parked messages left out. */
export interface Backlog {
  readonly group: string;
  readonly topic: string;
  readonly messages: number;
}

/** A message that waits in a parked subject: what an operator may see of it, nothing of what it holds. */
export interface ParkedMessage {
  readonly id: string;
  readonly type: string;
  readonly time: string;
}

/** Thrown by a handler for what can never be taken, however often it is tried: parked at once. */
export class InvalidMessage extends Error {
  override readonly name = 'InvalidMessage';
}

export interface MessageBus {
  /** Resolves when the batch is durable. The same message may be published again: groups take its id once. */
  publish(topic: string, messages: readonly Message[]): Promise<void>;
  subscribe(subscribing: Subscribing): Promise<Subscription>;
  parked(): Promise<readonly ParkedSubject[]>;
  /** Those of one parked subject, in order; none where it is not parked. */
  parkedMessages(parked: Pick<ParkedSubject, 'group' | 'topic' | 'subject'>): Promise<readonly ParkedMessage[]>;
  /** Tries the parked messages of a subject again, in order. Returns false when it failed again and stays parked. */
  release(parked: Pick<ParkedSubject, 'group' | 'topic' | 'subject'>): Promise<boolean>;
  /** Gives up the first parked message of a subject; the rest is tried again. */
  discardFirst(parked: Pick<ParkedSubject, 'group' | 'topic' | 'subject'>): Promise<boolean>;
  /** For metrics: of the groups that subscribed here. Left out by a bus whose broker is watched by other means. */
  backlog?(): Promise<readonly Backlog[]>;
  close(): Promise<void>;
}
