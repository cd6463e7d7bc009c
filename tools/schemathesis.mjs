// npm run test:schemathesis: tests/security/schemathesis.spec.ts by itself. -- --examples N: for an operation, shared out over
// the people (100; CI: 40), --full: 500, --as E1,F1: only these, --seed N.
import { parseArgs } from 'node:util';
import { runNode } from './prepare.mjs';

const { values } = parseArgs({
  options: {
    examples: { type: 'string' },
    full: { type: 'boolean' },
    as: { type: 'string' },
    seed: { type: 'string' },
  },
});
const examples = values.examples ?? (values.full ? undefined : '100');
const asked = { TESTED_EXAMPLES: examples, TESTED_PEOPLE: values.as, TESTED_SEED: values.seed };
process.exitCode = runNode(
  'tools/test.mjs',
  ['tests/security/schemathesis', ...(values.full ? ['--full'] : [])],
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
);
