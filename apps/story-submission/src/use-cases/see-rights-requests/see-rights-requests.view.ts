import { seeRightsRequests } from '#contracts/story-submission/addresses.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { enterRightsRequest, seeRightsRequest } from '../../addresses.js';
import type { RequestListed } from '../../rights/request-listed.js';
import { requestWords, standsSaid } from '../../rights/request-said.js';
import { requestStates, type RequestsFound, type RequestState } from './see-rights-requests.query.js';

export function seeRightsRequestsView(state: RequestState, { items, next }: RequestsFound, words: Words) {
  const { language } = words;
  const said = requestWords[language];
  return {
    title: words('heading'),
    heading: words('heading'),
    lead: words('lead'),
    enter: { text: words('enter'), href: enterRightsRequest.to({ language }) },
    statesLabel: words('states'),
    states: requestStates.map((each) => ({
      text: words(`state-${each}`),
      href: seeRightsRequests.to({ language }, { state: each }),
      isCurrent: each === state,
    })),
    caption: words(`caption-${state}`),
    head: ['what', 'due', 'reference', 'received', 'how', 'stands'].map((key) => words(key)),
    rows: items.map((request) => ({
      what: said(`right-${request.right}`),
      href: seeRightsRequest.to({ language, request: request.id }),
      cells: [
        writeDate(language, request.dueOn),
        storySaid(request, words),
        writeDate(language, request.receivedOn),
        said(`how-${request.how}`),
      ],
      stands: standsSaid(request, language),
      isOverdue: request.isOverdue,
    })),
    empty: words(`empty-${state}`),
    more:
      next === null ? null : { text: words('more'), href: seeRightsRequests.to({ language }, { state, after: next }) },
  };
}

function storySaid({ reference, personNumber }: RequestListed, words: Words): string {
  if (reference === null) return requestWords[words.language]('no-story');
  return personNumber === null ? reference : words('of-person', { reference, number: personNumber });
}
