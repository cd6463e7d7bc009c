import { ClamdScan } from '../files/clamd-scan.js';
import type { Configuration } from './configuration.js';
import type { ServiceLog } from '../service.js';
import { scansNothing, type VirusScan } from '../files/virus-scan.js';

type Given = Pick<Configuration, 'NEWID_CLAMD' | 'NEWID_MODE'>;

/** Where none is named, whoever runs it for real people is told so at the start. */
export function scannerOf({ NEWID_CLAMD: clamd, NEWID_MODE: mode }: Given, log: Pick<ServiceLog, 'warn'>): VirusScan {
  if (clamd !== undefined) {
    const colon = clamd.lastIndexOf(':');
    return new ClamdScan({
      host: clamd.slice(0, colon).replaceAll(/[[\]]/g, ''),
      port: Number(clamd.slice(colon + 1)),
    });
  }
  if (mode === 'production') {
    log.warn({}, 'Pictures, sound, films and documents are not scanned for viruses: NEWID_CLAMD is not set');
  }
  return scansNothing;
}
