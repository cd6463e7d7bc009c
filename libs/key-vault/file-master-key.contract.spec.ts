import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describeMasterKey } from './contract/master-key.contract.js';
import { fileMasterKey } from './file-master-key.js';
import { freshBytes } from './fresh-bytes.js';
import { openMasterKeys } from './master-key.js';

describeMasterKey('in a file', async () => {
  const [one, another] = [freshBytes(32), freshBytes(32)];
  return { one: () => fileMasterKey(one), another: () => fileMasterKey(another), end: async () => undefined };
});

describe('the file of a master key', () => {
  it('is for its owner alone, and so is its folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'newid-master-'));
    try {
      const file = join(folder, 'keys', 'master.key');
      await openMasterKeys({ file, createIfMissing: true }).known();
      expect([file, join(folder, 'keys')].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o700]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
