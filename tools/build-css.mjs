// Writes what browsers are sent into dist/assets: styles, scripts and pictures, each under a name with a hash of its
// content, so that they may be kept for good; and manifest.json, which says which name is which.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { compile } from 'sass';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const web = join(root, 'libs', 'web');
const nhsuk = join(dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')), 'dist');
const assets = join(root, 'dist', 'assets');

const manifest = {};
const files = new Map();

/** Keeps a file under its name with a hash, and answers that name. */
function publish(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const extension = extname(name);
  const hashed = `${basename(name, extension)}-${hash}${extension}`;
  files.set(hashed, content);
  manifest[name] = hashed;
  return hashed;
}

/** Source maps are not served: a comment that names one makes the browser's tools ask for it. */
const withoutMap = (source) => source.replace(/\n?\/\/# sourceMappingURL=.*$/m, '');

const pictures = join(nhsuk, 'nhsuk', 'assets', 'images');
const { css } = compile(join(web, 'styles', 'newid.scss'), {
  loadPaths: [nhsuk, join(web, 'styles')],
  style: 'compressed',
  quietDeps: true,
});
const styles = css.replace(/\/assets\/images\/([\w-]+\.svg)/g, (_, name) => {
  return `/assets/${manifest[name] ?? publish(name, readFileSync(join(pictures, name)))}`;
});
const foreign = /url\(["']?(?:https?:)?\/\/[^)]*\)/.exec(styles);
if (foreign) throw new Error(`The styles would fetch from elsewhere: ${foreign[0]}`);
// Sass leaves a function it does not know as it stands, and browsers pass over the whole line.
const unknown = /\bnhsuk-[\w-]+\(/.exec(styles);
if (unknown) throw new Error(`The styles call a function that is not there: ${unknown[0]}`);
publish('newid.css', styles);

const library = publish(
  'nhsuk-frontend.min.js',
  withoutMap(readFileSync(join(nhsuk, 'nhsuk', 'nhsuk-frontend.min.js'), 'utf8')),
);
publish(
  'newid.js',
  readFileSync(join(web, 'scripts', 'newid.js'), 'utf8').replace('./nhsuk-frontend.min.js', `./${library}`),
);
const passkeys = join(dirname(createRequire(import.meta.url).resolve('@simplewebauthn/browser')), '..');
publish('simplewebauthn.js', withoutMap(readFileSync(join(passkeys, 'dist', 'bundle', 'index.umd.min.js'), 'utf8')));
publish('passkeys.js', readFileSync(join(web, 'scripts', 'passkeys.js'), 'utf8'));
publish('newid.svg', readFileSync(join(web, 'styles', 'newid.svg')));

// Only now, so that a fault in the styles leaves the last good ones in place.
rmSync(assets, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });
for (const [name, content] of files) writeFileSync(join(assets, name), content);
writeFileSync(join(assets, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${files.size} files in dist/assets`);
