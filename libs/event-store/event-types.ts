/** What one service may find in its store: every type, its newest schema version, and how older ones are read. */
export interface EventType {
  readonly version: number;
  /** From version n to n + 1, for each n below `version`. Pure, on the event's data. */
  readonly upcasts?: Readonly<
    Record<number, (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>
  >;
}

export type EventTypes = Readonly<Record<string, EventType>>;
