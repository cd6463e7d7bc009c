// npm run advisories: asks the registry what is known against the versions of the lock file. What is left open for a reason
// stands in docs/security.md; the rest fails. The last line is counted by .ci/run: where the registry does not answer,
// nothing has passed and nothing has failed.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const report = await asked();
if (report.vulnerabilities === undefined) {
  const why = report.message ?? report.error?.code ?? 'nothing that can be read';
  console.log(`The registry does not answer npm audit (${String(why).split('\n', 1)[0]}).`);
  console.log('Nothing is known of weaknesses in the packages of the lock file. Ask again where it does.');
  console.log('0 passed, 0 failed');
} else {
  const explained = leftOpen();
  // Of those that only depend on a weak one, nothing is to be said that is not said of that one.
  const weak = Object.values(report.vulnerabilities).filter(({ via }) => via.some((each) => typeof each === 'object'));
  const unexplained = weak.filter(({ name }) => !explained.has(name));
  for (const { name, severity, range, via } of weak) {
    const titles = via.flatMap((each) => (typeof each === 'object' ? [`${each.title} ${each.url}`] : []));
    console.log(`${explained.has(name) ? 'left open' : 'OPEN'}  ${name} ${range} (${severity}): ${titles.join('; ')}`);
  }
  for (const name of explained) {
    if (!weak.some((each) => each.name === name))
      console.log(`docs/security.md leaves ${name} open; nothing is known against it now.`);
  }
  console.log(`${unexplained.length === 0 ? 1 : 0} passed, ${unexplained.length} failed`);
  process.exitCode = unexplained.length === 0 ? 0 : 1;
}

function asked() {
  return new Promise((resolve) => {
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024, timeout: 120_000, shell: process.platform === 'win32' };
    // It ends badly where something is known, and says all the same what.
    execFile('npm', ['audit', '--json', '--package-lock-only'], options, (_, output) => {
      try {
        resolve(JSON.parse(output));
      } catch {
        resolve({});
      }
    });
  });
}

/** Names in the list under that heading, each with why. */
function leftOpen() {
  const [, after = ''] = readFileSync(join(root, 'docs/security.md'), 'utf8').split('### Left open\n');
  const [section = ''] = after.split('\n#', 1);
  return new Set([...section.matchAll(/^- `([^`]+)`: \S/gm)].map(([, name]) => name));
}
