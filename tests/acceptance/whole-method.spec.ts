import { RunningNewid } from './running-newid.js';
import { theWholeMethod } from './whole-method.contract.js';

describe('the whole method, in one process', () => {
  theWholeMethod(new RunningNewid());
});
