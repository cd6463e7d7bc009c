import type { FrameworkDesign, ThemeDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { type Decider, type Decision, type DomainEvent } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

/** A programme took over a set of themes, or a newer one; whole, as it stands from now on. */
export type FrameworkAdopted = DomainEvent<
  'FrameworkAdopted',
  { readonly programme: string; readonly organisation: string; readonly framework: FrameworkDesign }
>;

export const frameworkEventTypes = { FrameworkAdopted: { version: 1 } } as const;
export const isFrameworkAdopted = (event: DomainEvent): event is FrameworkAdopted => event.type === 'FrameworkAdopted';
export const frameworkStream = (programme: string): string => `framework/${programme}`;

export type FrameworkState = FrameworkAdopted['data'] | undefined;

export const frameworkDecider: Decider<FrameworkState, FrameworkAdopted> = {
  initialState: undefined,
  evolve: (_, event) => event.data,
};

/** A theme as somebody gives it. */
export type ThemeGiven = Omit<ThemeDesign, 'isRetired'>;

/** A theme that is left out is kept, no longer in use: what was coded with it must stay readable. */
export function adoptFramework(
  state: FrameworkState,
  of: { readonly programme: string; readonly organisation: string },
  name: FrameworkDesign['name'] | undefined,
  given: readonly ThemeGiven[],
): Decision<FrameworkAdopted> {
  if (given.length === 0) return refuse('framework-empty', 'themes');
  const before = state?.framework;
  const ids = new Set(given.map(({ id }) => id));
  const themes: ThemeDesign[] = [
    ...given.map((theme) => ({ ...theme, isRetired: false })),
    ...(before?.themes ?? []).filter(({ id }) => !ids.has(id)).map((theme) => ({ ...theme, isRetired: true })),
  ];
  const framework = { name: name ?? before?.name ?? unnamed, themes };
  if (JSON.stringify(framework) === JSON.stringify(before)) return [];
  return [{ type: 'FrameworkAdopted', schemaVersion: 1, data: { ...of, framework } }];
}

const unnamed = { en: 'Themes', cy: 'Themâu' };
