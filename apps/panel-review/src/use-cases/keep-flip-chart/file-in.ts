import { UploadedFile } from '#service-kit/http/uploads.js';

/** The file of a form; nothing where none was sent. */
export function fileIn(body: unknown): Buffer {
  const file: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'file') : undefined;
  return file instanceof UploadedFile ? file.bytes : Buffer.alloc(0);
}
