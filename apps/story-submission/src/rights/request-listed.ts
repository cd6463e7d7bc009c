import type { RightsRequestDocument } from '../read-models/rights-requests/rights-requests.js';

/** An entry without a word of what anybody wrote. */
export interface RequestListed extends Omit<RightsRequestDocument, 'organisation' | 'words' | 'because' | 'answer'> {
  readonly reference: string | null;
  /** Of those who told it together, the number of the one who asks. */
  readonly personNumber: number | null;
  readonly isOverdue: boolean;
}
