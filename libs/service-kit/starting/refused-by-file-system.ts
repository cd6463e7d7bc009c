const why: Readonly<Partial<Record<string, string>>> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'it lies on a file system that is read-only',
  ENOSPC: 'there is no room left',
  EDQUOT: 'there is no room left for this user',
  EEXIST: 'a file stands where a folder has to be',
  ENOTDIR: 'a file stands where a folder has to be',
};

const hasPath = (error: unknown): error is Error & { readonly code: string; readonly path: string } =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  'path' in error &&
  typeof error.path === 'string';

/** What to do about a file or folder of the data that cannot be written, such as a volume that belongs to somebody else. */
export function refusedByFileSystem(error: unknown): string | undefined {
  if (!hasPath(error)) return undefined;
  const reason = why[error.code];
  if (reason === undefined) return undefined;
  const user = process.getuid?.();
  const whose = user === undefined ? '' : ` (${String(user)})`;
  return `${error.path} cannot be written: ${reason} (${error.code}). Everything in NEWID_DATA, its folder "keys" too, has to belong to the user who runs Newid${whose}.`;
}
