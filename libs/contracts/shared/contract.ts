import type { Static, TObject } from '@sinclair/typebox';

/** One kind of message between services: its CloudEvents type with version, and the shape of its data. */
export interface Contract<Schema extends TObject = TObject> {
  /** `story.submitted.v1`. A change that a reader could notice is a new version, never an edit. */
  readonly type: string;
  /** The service that publishes it. */
  readonly source: ServiceName;
  /** What it tells, in one sentence: it stands in the AsyncAPI document. */
  readonly summary: string;
  readonly data: Schema;
}

export type ContractData<C extends Contract> = Static<C['data']>;

export type ServiceName =
  'programme-design' | 'story-submission' | 'panel-review' | 'impact-reporting' | 'identity-access';

export const topicOf = (service: ServiceName): string => `newid.${service}`;
