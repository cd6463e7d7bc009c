import { collection, type ReadModel } from '#projections/read-model.js';

import { contactDecider, isContactEvent, type Contact } from '../../domain/contact/contact.js';

/** How the teller of a story may be reached; the address is sealed. */
export interface ContactDocument extends Contact {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
}

export const contacts = collection<ContactDocument>()('contacts', {});

export const contactsModel: ReadModel = {
  name: 'contacts',
  version: 1,
  collections: [contacts],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (!isContactEvent(event)) return;
    const id = stream.slice('contact/'.length);
    const before = await changes.get(contacts, id);
    const { channel, language, contact, isStopped, sealed } = contactDecider.evolve(
      before ?? contactDecider.initialState,
      event,
    );
    changes.put(contacts, {
      ...{ id, channel, language, contact, isStopped, sealed },
      organisation: before?.organisation ?? metadata.organisation,
      version: streamVersion,
    });
  },
};
