import type { FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { frameworks } from '../../read-models/frameworks/frameworks.js';

export interface FrameworkSeen extends FrameworkDesign {
  /** 0: none yet. */
  readonly version: number;
}

/** That the programme is theirs was asked before. */
export async function frameworkOf({ views }: ServiceRuntime, programme: string): Promise<FrameworkSeen> {
  const found = await views.get(frameworks, programme);
  return found === undefined
    ? { name: { en: '', cy: '' }, themes: [], version: 0 }
    : { ...found.framework, version: found.version };
}
