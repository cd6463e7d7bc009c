import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';
import OffsetManager from 'kafkajs/src/consumer/offsetManager/index.js';

let isPatched = false;

/**
 * kafkajs 2.2.4 tells the group that it lives, and how far it is, when the time of day says that it is long enough since
 * the last time. When the clock goes back by an hour it is silent for an hour: the group gives its partitions away, and
 * nobody who was set back takes anything. A last time that lies ahead is none.
 */
export function liveThroughClocks(): void {
  if (isPatched) return;
  isPatched = true;
  const { heartbeat } = ConsumerGroup.prototype;
  ConsumerGroup.prototype.heartbeat = function (interval) {
    if (this.lastRequest > Date.now()) this.lastRequest = 0;
    return heartbeat.call(this, interval);
  };
  const { commitOffsetsIfNecessary } = OffsetManager.prototype;
  OffsetManager.prototype.commitOffsetsIfNecessary = function () {
    if (this.lastCommit > Date.now()) this.lastCommit = 0;
    return commitOffsetsIfNecessary.call(this);
  };
}
