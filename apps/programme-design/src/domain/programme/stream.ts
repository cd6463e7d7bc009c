export const programmeStream = (programme: string): string => `programme/${programme}`;
export const programmeOf = (stream: string): string => stream.slice('programme/'.length);
