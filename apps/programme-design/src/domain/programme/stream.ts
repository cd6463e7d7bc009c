export const programmeStream = (programme: string): string => `programme/${programme}`;
