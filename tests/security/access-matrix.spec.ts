import { RunningNewid } from '../acceptance/running-newid.js';
import { whoMayUseWhat } from './access-matrix.contract.js';
import { InThisProcess } from './in-this-process.js';
import { underAttack, type UnderAttack } from './under-attack.js';

const patience = 300_000;

describe('who may use what', () => {
  const place = new InThisProcess();
  const newid = new RunningNewid(place);
  let attacked: UnderAttack;

  beforeAll(async () => {
    await newid.start();
    attacked = await underAttack(newid, place);
  }, patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
  }, patience);

  whoMayUseWhat(() => attacked);
});
