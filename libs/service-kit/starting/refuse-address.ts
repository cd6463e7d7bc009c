import type { Configuration } from '../configuration/configuration.js';
import { StartRefused } from '../configuration/start-refused.js';

/** What to do about an address that cannot be listened on, for whoever typed the start. */
export const refuseAddress =
  ({ NEWID_HOST: host, NEWID_PORT: port }: Configuration) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new StartRefused(
        `Port ${String(port)} on ${host} is used by another program, or by another Newid: end that, or set NEWID_PORT to another number.`,
      );
    }
    if (code === 'EACCES') {
      throw new StartRefused(
        `Port ${String(port)} may not be opened by this user: set NEWID_PORT to a number of 1024 or more, and let a proxy stand before it.`,
      );
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartRefused(`NEWID_HOST is ${host}, which is no address of this machine.`);
    }
    throw error;
  };
