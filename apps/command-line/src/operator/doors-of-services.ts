import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { StartRefused } from '#service-kit/configuration/start-refused.js';
import type { Language } from '#web/language.js';

import { doorAt, type OperatorAnswer, type OperatorDoor } from './ask-socket.js';

const socketOf = /^operator-([a-z-]+)-\d+\.sock$/;
/** Every service has them, each for its own stores. */
const isOfEveryService = (path: string): boolean => path.startsWith('/api/v1/operations/');
const notFound = 404;

/**
 * The services that run with this folder, one process of each: what concerns all of them is asked of all and put
 * together; for the rest, the one that knows the address answers. @throws StartRefused where none runs
 */
export async function doorsOfServices(folder: string, language: Language = 'en'): Promise<OperatorDoor> {
  const doors = await doorsIn(folder, language);
  if (doors.size === 0) {
    throw new StartRefused(
      `No service of Newid runs on this machine with the folder ${folder}. Start the services, or let NEWID_DATA name their folder.`,
    );
  }
  return {
    send: async (method, path, body, more) => {
      const answers: OperatorAnswer[] = [];
      for (const door of doors.values()) {
        const answer = await door.send(method, path, body, more);
        if (answer.status !== notFound && !isOfEveryService(path)) return answer;
        answers.push(answer);
      }
      return together(answers);
    },
    upload: async (path, file, headers) => {
      const door = doors.get('story-submission');
      if (door === undefined) throw new StartRefused(`story-submission does not run with the folder ${folder}.`);
      return door.upload(path, file, headers);
    },
  };
}

/** A socket that a kill -9 left behind does not answer. */
async function doorsIn(folder: string, language: Language): Promise<ReadonlyMap<string, OperatorDoor>> {
  const doors = new Map<string, OperatorDoor>();
  for (const file of await readdir(folder).catch(() => [])) {
    const service = socketOf.exec(file)?.[1];
    if (service === undefined || doors.has(service)) continue;
    const door = doorAt(join(folder, file), language);
    const answers = await door.send('GET', '/livez').then(
      () => true,
      () => false,
    );
    if (answers) doors.set(service, door);
  }
  return doors;
}

/** What does not concern a service it calls not found; a problem of any is the problem. */
function together(answers: readonly OperatorAnswer[]): OperatorAnswer {
  const concerned = answers.filter(({ status }) => status !== notFound);
  const [first] = concerned;
  if (first === undefined) return answers[0] ?? { status: notFound, text: '' };
  const problem = concerned.find(({ status }) => status !== first.status || status >= 400);
  if (problem !== undefined) return problem;
  const merged = concerned
    .map(({ text }) => JSON.parse(text) as Readonly<Record<string, unknown>>)
    .reduce((all, one) => ({
      ...all,
      ...Object.fromEntries(Object.entries(one).map(([name, value]) => [name, joined(all[name], value)])),
    }));
  return { status: first.status, text: JSON.stringify(merged) };
}

/** Lists are put one after another; a claim holds for all if it holds for each. */
function joined(before: unknown, value: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(value)) return before.concat(value);
  if (typeof before === 'boolean' && typeof value === 'boolean') return before && value;
  return value ?? before;
}
