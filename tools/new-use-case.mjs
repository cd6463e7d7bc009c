// npm run new:use-case -- SERVICE VERB-NOUN [--page] [--api]: a slice from tools/use-case-templates, with a failing test.
// Without --page and --api it gets both doors. A use case called see-... asks, every other one acts.
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

function stop(why) {
  console.error(why);
  console.error('Usage: npm run new:use-case -- SERVICE VERB-NOUN [--page] [--api]');
  process.exit(2);
}

function asked() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        page: { type: 'boolean', default: false },
        api: { type: 'boolean', default: false },
        in: { type: 'string', default: resolve(import.meta.dirname, '..') },
      },
    });
  } catch (error) {
    return stop(error.message);
  }
}

const { values, positionals } = asked();
const [service, name, ...rest] = positionals;
const root = values.in;

const isService = (folder) => !['platform', 'command-line'].includes(folder);
const services = readdirSync(join(root, 'apps')).filter(isService);
if (!services.includes(service)) stop(`SERVICE is one of: ${services.join(', ')}.`);
if (rest.length > 0 || !/^[a-z]+(-[a-z]+)+$/.test(name ?? '')) {
  stop('VERB-NOUN is a verb of the method and what it is done to, in lower case: cast-ballot, see-sitting.');
}

const source = join(root, 'apps', service, 'src');
const folder = join(source, 'use-cases', name);
if (existsSync(folder)) stop(`${service} has a use case ${name} already: npm run where ${name} shows it.`);

const pascal = (kebab) => kebab.replaceAll(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
const camel = (kebab) => pascal(kebab).replace(/^\w/, (letter) => letter.toLowerCase());
const title = name.replaceAll('-', ' ').replace(/^\w/, (letter) => letter.toUpperCase());

// How people sign in is decided where a service is composed: its tests decide it too.
const isMadeOfSettings = readFileSync(join(source, `${service}.service.ts`), 'utf8').includes(
  `export const ${camel(service)} = (settings: IdentitySettings)`,
);

const fills = {
  __name__: name,
  __Name__: pascal(name),
  __Rest__: pascal(name.slice(name.indexOf('-') + 1)),
  __camel__: camel(name),
  __title__: title,
  __service__: service,
  __serviceCamel__: camel(service),
  __definition__: isMadeOfSettings
    ? `(sessions) => ${camel(service)}(new IdentitySettings(sessions, false, true, '127.0.0.1', false))`
    : camel(service),
  __settings__: isMadeOfSettings ? "import { IdentitySettings } from '../../identity-settings.js';\n" : '',
};
const filled = (text) => text.replaceAll(/__[A-Za-z]+__/g, (key) => fills[key] ?? stop(`A template names ${key}.`));

/** areas.ts is the list of all of them. */
const areasIn = (folder) =>
  readdirSync(folder)
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((area) => area !== 'areas');

const wantsBoth = !values.page && !values.api;
const doors = [...(values.page || wantsBoth ? ['page'] : []), ...(values.api || wantsBoth ? ['api'] : [])];
const kind = name.startsWith('see-') ? 'see' : 'act';
const templates = join(import.meta.dirname, 'use-case-templates', kind);

mkdirSync(folder, { recursive: true });
for (const part of ['always', ...doors]) {
  for (const file of readdirSync(join(templates, part)).sort()) {
    const written = filled(file.replace(/\.template$/, ''));
    writeFileSync(join(folder, written), filled(readFileSync(join(templates, part, file), 'utf8')));
    console.log(`wrote  apps/${service}/src/use-cases/${name}/${written}`);
  }
}

const declarations = {
  page: `export const ${camel(name)}Page = address('/:language/${name}');\n`,
  api: `export const ${camel(name)}Api = apiAddress('/api/v1/${name}');\n`,
};
const makers = { page: 'address', api: 'apiAddress' };
const addresses = join(source, 'addresses.ts');
if (!existsSync(addresses)) {
  const imported = doors.map((door) => makers[door]).join(', ');
  writeFileSync(addresses, `import { ${imported} } from '#web/addresses.js';\n\n`);
}
appendFileSync(addresses, doors.map((door) => declarations[door]).join(''));
console.log(
  `added  apps/${service}/src/addresses.ts: ${doors.map((door) => `${camel(name)}${pascal(door)}`).join(', ')}`,
);

const areas = join(source, 'areas');
const controllers = doors.map((door) => `${pascal(name)}${pascal(door)}`).join(', ');
const composed = existsSync(areas)
  ? `In the file of its area (${areasIn(areas).join(', ')}) in apps/${service}/src/areas: controllers ${controllers}; handler ${pascal(name)}Handler.`
  : `In apps/${service}/src/${service}.module.ts: controllers ${controllers}; provider ${pascal(name)}Handler.`;

const test = `apps/${service}/src/use-cases/${name}`;
const steps = [
  `In apps/${service}/src/addresses.ts: put the addresses where they belong, and import their makers if need be.`,
  composed,
  `Say who may: @Allow(...) stands at "evaluator" only so that the service starts.`,
  kind === 'act'
    ? `Decide in apps/${service}/src/domain: a rule that gives events or a refusal, with its unit spec; the handler hands it to store.execute. Put its refusals into errors.ts.`
    : 'Answer in the handler, from a read model of this service.',
  ...(doors.includes('page')
    ? ['Write the Welsh where the words say [cy]: the service refuses to start until then.']
    : []),
  `Make the tests your own, and see them go red before they go green: npm test -- ${test}`,
];
console.log('\nNext:');
steps.forEach((step, at) => console.log(`${at + 1}. ${step}`));
