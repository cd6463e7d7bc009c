import { describeMasterKey } from './contract/master-key.contract.js';
import { fileMasterKey } from './file-master-key.js';
import { freshBytes } from './fresh-bytes.js';

describeMasterKey('in a file', async () => {
  const [one, another] = [freshBytes(32), freshBytes(32)];
  return { one: () => fileMasterKey(one), another: () => fileMasterKey(another), end: async () => undefined };
});
