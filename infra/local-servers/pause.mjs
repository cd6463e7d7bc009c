import { readdir, readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

/**
 * Stops a process where it is, until SIGCONT. Resolves when each of its threads stands: a signal is only asked for by
 * `kill`, and on a busy machine a thread that is not stopped yet still answers.
 */
export async function pause(pid) {
  process.kill(pid, 'SIGSTOP');
  while (!(await stands(pid))) await setImmediate();
}

async function stands(pid) {
  const threads = await readdir(`/proc/${pid}/task`);
  const states = await Promise.all(
    threads.map(async (thread) => {
      const stat = await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8').catch(() => undefined);
      // The state follows the name, which is in brackets and may hold brackets. A thread that has ended has no file.
      return stat?.slice(stat.lastIndexOf(')') + 2)[0];
    }),
  );
  return states.every((state) => state === undefined || state === 'T');
}
