// npm run check: every check is run and reported, also when one before it failed. The last line is counted by .ci/run.
import { spawn } from 'node:child_process';
import { installIfNeeded, root } from './prepare.mjs';

installIfNeeded();

const checks = [
  // The longest first: the others go beside it.
  ['lint', 'node_modules/eslint/bin/eslint.js', ['.']],
  ['build', 'tools/build.mjs', ['--if-needed']],
  ['format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['unused', 'node_modules/knip/bin/knip.js', []],
  ['help', 'tools/help.mjs', []],
];

/** Its output in one piece, when it has ended: two checks write at the same time. */
function run([name, script, args]) {
  const started = performance.now();
  const child = spawn(process.execPath, [script, ...args], { cwd: root });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => output.push(part));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      process.stdout.write(`\n== ${name}\n${Buffer.concat(output).toString('utf8')}`);
      resolve({ name, passed: code === 0, seconds: (performance.now() - started) / 1000 });
    });
  });
}

const lanes = 2;
const results = [];
const waiting = [...checks];
const lane = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.push(await run(next));
};
await Promise.all(Array.from({ length: lanes }, lane));

console.log('');
for (const { name, passed, seconds } of results) {
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(14)} ${seconds.toFixed(1)} s`);
}
const failed = results.filter(({ passed }) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
