/** Said in one line: its key in the words of the command, and what stands in the sentence. */
export class BackupRefused extends Error {
  constructor(
    readonly key: string,
    readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(key);
  }
}
