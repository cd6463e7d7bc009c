import { packagesForTests } from './tools/packages-for-tests.mjs';

/** One configuration for every suite; the tier is in the file name (docs/testing.md). */
const libraries = [
  'access',
  'contracts',
  'event-store',
  'key-vault',
  'mail',
  'messaging',
  'mongo',
  'projections',
  'service-kit',
  'sqlite',
  'web',
];

export default {
  testEnvironment: 'node',
  // Not beside the files of tests, whose folder is another for each tier.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['**/*.spec.ts'],
  // That a machine has other work to do is no fault.
  testTimeout: 30_000,
  // Nest asks for it first; in one file with others it would come after them.
  setupFiles: ['reflect-metadata'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  moduleNameMapper: {
    ...(await packagesForTests()),
    ...Object.fromEntries(libraries.map((name) => [`^#${name}/(.*)\\.js$`, `<rootDir>/libs/${name}/$1.ts`])),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
        },
        module: { type: 'es6' },
      },
    ],
  },
};
