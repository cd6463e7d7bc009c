/** Where the file of an import lies until it was read. */
export const uploadFile = (id: string): string => `upload-${id}`;
