/** What we know of the inside of kafkajs: see idle-timer.ts and clock-gone-back.ts. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  interface RequestQueue {
    readonly pending: readonly unknown[];
    readonly throttledUntil: number;
    scheduleCheckPendingRequests(): void;
  }
  const requestQueue: { readonly prototype: RequestQueue };
  export = requestQueue;
}

declare module 'kafkajs/src/consumer/consumerGroup.js' {
  interface ConsumerGroup {
    /** Time of day of the last request. */
    lastRequest: number;
    heartbeat: (this: ConsumerGroup, interval: { readonly interval: number }) => Promise<void>;
  }
  const consumerGroup: { readonly prototype: ConsumerGroup };
  export = consumerGroup;
}

declare module 'kafkajs/src/consumer/offsetManager/index.js' {
  interface OffsetManager {
    lastCommit: number;
    commitOffsetsIfNecessary: (this: OffsetManager) => Promise<void>;
  }
  const offsetManager: { readonly prototype: OffsetManager };
  export = offsetManager;
}
