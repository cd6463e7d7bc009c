/** What epoch keys are sealed with: a key in a file, or one that never leaves a key service. */
export interface MasterKey {
  /** Stands beside everything it sealed, so that a wrong one is known for what it is. Tells nothing about the key. */
  readonly mark: string;
  /** One line of text. @throws KeyUnusable */
  wrap(epoch: number, key: Uint8Array): Promise<string>;
  /** @throws SealBroken, KeyUnusable */
  unwrap(epoch: number, box: string): Promise<Buffer>;
  /** Where one key has versions: wrapped by the newest of them, without being opened here. @throws KeyUnusable */
  rewrap?(box: string): Promise<string>;
}

/** Asked anew for each epoch key: the master key may be turned while services run. The first seals, all open. */
export interface MasterKeys {
  known(): Promise<readonly [MasterKey, ...MasterKey[]]>;
}
