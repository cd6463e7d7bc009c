// npm run sbom: writes what a running Newid is made of as CycloneDX (sbom.cdx.json, or the file given after --), from the
// lock file alone, and says how many packages have which licence.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './prepare.mjs';

const file = resolve(process.argv[2] ?? join(root, 'sbom.cdx.json'));
const asked = [
  'sbom',
  '--sbom-format',
  'cyclonedx',
  '--sbom-type',
  'application',
  '--omit',
  'dev',
  '--package-lock-only',
];
const written = execFileSync('npm', asked, {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'ignore'],
  shell: process.platform === 'win32',
});
const bom = JSON.parse(written);
// npm names some packages only as what others depend on, and with --omit dev leaves out what runs and serves a tool as
// well: what runs is taken from the lock file.
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const running = new Map(
  Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path, entry]) => componentOf(entry.name ?? path.split('node_modules/').at(-1), entry))
    .map((component) => [component['bom-ref'], component]),
);
bom.components = [...running.values()];
const kept = new Set([bom.metadata.component['bom-ref'], ...bom.components.map((each) => each['bom-ref'])]);
bom.dependencies = bom.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }));
// npm names it after the folder it lies in.
bom.metadata.component.name = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name;
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);

function componentOf(name, { version, license, integrity, optional }) {
  const [algorithm, hash] = (integrity ?? '').split('-');
  return {
    'bom-ref': `${name}@${version}`,
    type: 'library',
    name,
    version,
    scope: optional === true ? 'optional' : 'required',
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(algorithm === 'sha512'
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }
      : {}),
    ...(license === undefined ? {} : { licenses: [{ license: { id: license } }] }),
  };
}

const licences = new Map();
for (const { licenses = [] } of bom.components) {
  const named =
    licenses.map(({ license, expression }) => expression ?? license.id ?? license.name).join(', ') || 'none named';
  licences.set(named, (licences.get(named) ?? 0) + 1);
}
for (const [licence, count] of [...licences].sort(([, one], [, other]) => other - one)) {
  console.log(`${String(count).padStart(5)}  ${licence}`);
}
console.log(`${bom.components.length} packages in ${file}`);
