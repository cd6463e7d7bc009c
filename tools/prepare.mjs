// What start, build and test need before they can do their work. Only Node's own modules: this runs before any package
// is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { fits, inWords } from './node-versions.mjs';

// Not import.meta.dirname, which is not there in a Node that is refused here.
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const mainFile = join(root, 'dist/bundled/platform.js');

const stampFile = join(root, 'dist/.built-from.json');

/** Runs a command in the house, its output shown. Returns the exit code; a signal counts as 1. */
export function run(command, args, environment = {}) {
  const outcome = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (outcome.error) throw outcome.error;
  return outcome.status ?? 1;
}

/** Runs a package's own script with this Node, so that nothing depends on a shell or on PATH. */
export const runNode = (script, args, environment) => run(process.execPath, [join(root, script), ...args], environment);

function runNpm(args) {
  // npm tells its children where it is; started by hand, PATH has to do.
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js') ? run(process.execPath, [npm, ...args]) : run('npm', args);
}

export function refuseOldNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (fits(engines.node, process.versions.node)) return;
  console.error(`Newid needs Node ${inWords(engines.node)}. This is Node ${process.versions.node}.`);
  console.error('Get a current one from https://nodejs.org, then try again.');
  process.exit(1);
}

/** Compares the lock file with npm's own record of what is in node_modules, package by package. */
export function packagesAreInstalled() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    // A package for another operating system is optional and absent; an optional one that is there must still fit.
    ([path, { version, optional }]) =>
      path === '' || (present[path] === undefined ? optional === true : present[path].version === version),
  );
}

export function installIfNeeded() {
  refuseOldNode();
  if (packagesAreInstalled()) return;
  console.log('Installing the packages Newid is built on. The first time this takes a minute or two.');
  // Its warnings are about packages of tools that name a later Node than they need: nobody who starts Newid can act on them.
  const code = runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    console.error('The packages could not be installed. What npm says above is the reason.');
    process.exit(code);
  }
}

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/** Every file whose content goes into dist, with its size and time of change. Templates and words are read in place. */
function whatWouldBeBuilt() {
  const isSource = (path) =>
    (path.endsWith('.ts') && !/\.spec\.ts$|\.contract\.ts$|\/testing\//.test(path)) || path.endsWith('.scss');
  const settings = ['package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
  const sources = ['apps', 'libs'].flatMap((folder) => [...filesUnder(join(root, folder))].filter(isSource));
  const tools = ['tools/build.mjs', 'tools/bundle.mjs', 'tools/build-css.mjs'].filter((path) =>
    existsSync(join(root, path)),
  );
  return Object.fromEntries(
    [...sources, ...settings.map((name) => join(root, name)), ...tools.map((name) => join(root, name))]
      .sort()
      .map((path) => {
        const { size, mtimeMs } = statSync(path);
        return [relative(root, path), `${size} ${mtimeMs}`];
      }),
  );
}

function whatWasBuilt() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return undefined;
  }
}

export function buildIsFresh() {
  const before = whatWasBuilt();
  return before !== undefined && existsSync(mainFile) && JSON.stringify(before) === JSON.stringify(whatWouldBeBuilt());
}

/** Builds into dist. Returns the exit code. */
export function build() {
  const sources = whatWouldBeBuilt();
  const before = whatWasBuilt();
  // A source that has gone would leave its built file behind, and an import of it would still work.
  const sourceHasGone = before !== undefined && Object.keys(before).some((path) => !(path in sources));
  if (sourceHasGone) rmSync(join(root, 'dist'), { recursive: true, force: true });
  rmSync(stampFile, { force: true });

  const compiled = runNode('node_modules/@nestjs/cli/bin/nest.js', ['build', 'platform']);
  if (compiled !== 0) return compiled;
  const bundled = runNode('tools/bundle.mjs', []);
  if (bundled !== 0) return bundled;
  const styled = existsSync(join(root, 'tools/build-css.mjs')) ? runNode('tools/build-css.mjs', []) : 0;
  if (styled !== 0) return styled;

  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile, JSON.stringify(sources));
  return 0;
}

export function buildIfNeeded() {
  if (buildIsFresh()) return;
  console.log('Building.');
  const code = build();
  if (code !== 0) {
    console.error('The build failed. What the compiler says above is the reason.');
    process.exit(code);
  }
}
