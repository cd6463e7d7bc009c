import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ConfigurationError, readConfiguration, type Configuration } from '#service-kit/configuration/configuration.js';
import { rootFolderOf } from '#web/source-folder.js';

import { look, well, wrong, type Finding } from './finding.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Of Node.js, by what package.json asks for. */
export function nodeFound(version = process.versions.node): Finding {
  const { engines } = JSON.parse(readFileSync(join(rootFolderOf(import.meta.url), 'package.json'), 'utf8')) as {
    readonly engines: { readonly node: string };
  };
  const needed = engines.node;
  return isWithin(needed, version) ? well('node', { version }) : wrong('node-wrong', { version, needed });
}

/** Of the forms that package.json uses: `^22.14.0` and `>=24`. */
function isWithin(ranges: string, version: string): boolean {
  const at = version.split('.').map(Number);
  return ranges.split('||').some((range) => {
    const [, sign, ...least] = /^\s*(\^|>=)(\d+)(?:\.(\d+))?(?:\.(\d+))?\s*$/.exec(range) ?? [];
    if (sign === undefined) return false;
    const apart = least.map((part, index) => (at[index] ?? 0) - Number(part ?? 0));
    const first = apart.find((difference) => difference !== 0) ?? 0;
    return first >= 0 && (sign === '>=' || apart[0] === 0);
  });
}

/** Every variable by the one schema; what only one shape reads is looked at where that is opened. */
export function configurationFound(environment: Environment): {
  readonly configuration?: Configuration;
  readonly findings: readonly Finding[];
} {
  try {
    const configuration = readConfiguration(environment);
    const { NEWID_SHAPE: shape, NEWID_MODE: mode } = configuration;
    const set = Object.keys(environment).filter((name) => name.startsWith('NEWID_')).length;
    return {
      configuration,
      findings: [(mode === 'production' ? well : look)(`configuration-${mode}`, { shape, set })],
    };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { findings: error.problems.map((problem) => wrong('configuration-wrong', { problem })) };
  }
}
