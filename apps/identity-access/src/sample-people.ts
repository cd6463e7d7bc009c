import type { HeldRole } from '#contracts/shared/shapes.js';

/** Whom one can enter as in the sample. Invented; their ids are those of samples/programme.json. */
export interface SamplePerson {
  readonly id: string;
  readonly roles: readonly HeldRole[];
}

const members = Array.from({ length: 14 }, (_, at) => `M${String(at + 1).padStart(2, '0')}`);

export const samplePeople: readonly SamplePerson[] = [
  { id: 'E1', roles: [{ role: 'evaluator' }] },
  { id: 'F1', roles: [{ role: 'facilitator' }] },
  { id: 'F2', roles: [{ role: 'facilitator' }] },
  { id: 'F3', roles: [{ role: 'facilitator' }] },
  { id: 'C1', roles: [{ role: 'collector' }] },
  ...members.map((id): SamplePerson => ({ id, roles: [{ role: 'panel-member' }] })),
];

/** Who sets the sample up. */
export const sampleAdministrator = 'A1';
