import { openNotingServices } from './noting-services.js';

/** `folder moment times`: goes on with its work, and is killed with -9 when it has reached a moment so many times. */
const [folder = '', moment = '', times = '1'] = process.argv.slice(2);
let left = Number(times);

const services = openNotingServices(folder, (reached) => {
  if (reached !== moment) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
});
await services.goOn();
await services.close();
