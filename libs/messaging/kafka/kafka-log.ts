import kafkajs, { type logCreator } from 'kafkajs';

import type { FollowingLog } from '#projections/log-reading.js';

/** What of kafkajs's own fields may be logged: places and numbers, never a record, never a stack. */
const fieldsKept = ['groupId', 'broker', 'topic', 'partition', 'offset', 'retryCount', 'retryTime', 'apiName'] as const;

/**
 * kafkajs calls everything an error that it will try again, such as a coordinator that is still loading. What matters to
 * an operator is said by the bus itself, so here nothing is worse than a warning.
 */
export const kafkaLog =
  (log: FollowingLog): logCreator =>
  () =>
  ({ level, namespace, log: entry }) => {
    if (level > kafkajs.logLevel.WARN) return;
    const fields: Record<string, unknown> = { namespace };
    for (const name of fieldsKept) if (entry[name] !== undefined) fields[name] = entry[name];
    // Of a single answer, which is tried again or was expected, such as a topic that another process has just made.
    const isPassing = level > kafkajs.logLevel.ERROR || entry.message.startsWith('Response ');
    log[isPassing ? 'info' : 'warn'](fields, `kafkajs: ${entry.message}`);
  };
