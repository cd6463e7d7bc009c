import { RunningNewid } from '../acceptance/running-newid.js';
import { theWholeMethod } from '../acceptance/whole-method.contract.js';
import { SeparateProcesses } from './separate-processes.js';

describe('the whole method, in separate processes over MongoDB and Kafka', () => {
  theWholeMethod(new RunningNewid(new SeparateProcesses()));
});
