// npm run check: every check is run and reported, also when one before it failed. The last line is counted by .ci/run.
import { installIfNeeded, runNode } from './prepare.mjs';

installIfNeeded();

const checks = [
  ['format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['lint', 'node_modules/eslint/bin/eslint.js', ['.']],
  ['types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['unused', 'node_modules/knip/bin/knip.js', []],
  [
    'architecture',
    'node_modules/jest/bin/jest.js',
    ['tests/architecture'],
    { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
  ],
  ['help', 'tools/help.mjs', []],
];

const results = checks.map(([name, script, args, environment]) => {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const passed = runNode(script, args, environment) === 0;
  return { name, passed, seconds: (performance.now() - started) / 1000 };
});

console.log('');
for (const { name, passed, seconds } of results) {
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(14)} ${seconds.toFixed(1)} s`);
}
const failed = results.filter(({ passed }) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
