import requestQueue from 'kafkajs/src/network/requestQueue/index.js';

const { prototype } = requestQueue;
const schedule = Reflect.get(prototype, 'scheduleCheckPendingRequests');
let isQuiet = false;

/**
 * kafkajs 2.2.4 asks for a timer of a negative time after every answer although nothing waits; Node makes it 1 ms, and
 * every connection wakes the process about 900 times a second for as long as it is open. With nothing waiting and no
 * throttling there is nothing to check: whatever comes later schedules its own check.
 */
export function quietenIdleTimer(): void {
  if (isQuiet) return;
  isQuiet = true;
  Reflect.set(prototype, 'scheduleCheckPendingRequests', function (this: typeof prototype) {
    if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
    schedule.call(this);
  });
}
