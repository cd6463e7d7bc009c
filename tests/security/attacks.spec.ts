import { RunningNewid } from '../acceptance/running-newid.js';
import { somebodyWhoMeansHarm } from './attacks.contract.js';
import { InThisProcess } from './in-this-process.js';
import { underAttack, type UnderAttack } from './under-attack.js';

const patience = 300_000;

describe('somebody who means harm', () => {
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

  somebodyWhoMeansHarm(() => attacked);

  it('is waited for no longer than a minute for headers, and five for a body', () => {
    const server: unknown = place.running.app.getHttpServer();
    expect(server).toMatchObject({ headersTimeout: 60_000, requestTimeout: 300_000 });
  });
});
