import { pino, type Logger } from 'pino';

import type { ServiceLog } from '../service.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** JSON lines on standard output. What is logged is chosen by whoever logs; these paths are a second wall. */
export function openLog(service: string, level: LogLevel): ServiceLog {
  const logger: Logger = pino({
    name: service,
    level,
    redact: ['*.body', '*.text', '*.narrative', '*.name', '*.token', '*.code', '*.cookie', '*.authorization'],
  });
  return {
    info: (fields, message) => {
      logger.info(fields, message);
    },
    warn: (fields, message) => {
      logger.warn(fields, message);
    },
    error: (fields, message) => {
      logger.error(fields, message);
    },
  };
}

/** For whoever starts an older copy of the data: what was not known there, and is done again at the key. */
export const tellReapplied =
  (log: ServiceLog) =>
  (done: number): void => {
    log.warn({ done }, 'The keys are an older copy: what was erased or taken back since is taken back again');
  };
