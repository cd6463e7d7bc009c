export interface SampleConditions {
  /** The data folder was made for the sample and says so. */
  readonly folderIsSample: boolean;
  readonly host: string;
  readonly hostHeader: string | undefined;
  readonly isProduction: boolean;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost', '[::1]']);

export const isLoopback = (host: string): boolean => loopback.has(host);

/** All of them, or nobody enters without proving who they are: a page elsewhere may lead a browser to this address. */
export const maySignInAsSample = ({ folderIsSample, host, hostHeader, isProduction }: SampleConditions): boolean =>
  folderIsSample && !isProduction && isLoopback(host) && isLoopback((hostHeader ?? '').replace(/:\d+$/, ''));
