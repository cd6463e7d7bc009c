import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { idFrom } from '#service-kit/ids.js';
import { received } from '#service-kit/messages/received.js';
import type { Reaction } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';
import { narrowest } from '#contracts/shared/narrowest-consent.js';
import { storiesOfNamedPanels } from '../../read-models/contributors/contributors.js';
import { narrowOneStory } from '../../consent/narrow-one-story.js';
import { otherPanels } from '../tell-for-group/tell-together.command.js';

/** A panel that a programme gains later is none of those that were named: it reads no story that stays with them. */
export const stayWithNamedPanels: Reaction = {
  name: 'stay-with-named-panels',
  on: async (recorded, service) => {
    const revised = received(recorded, programmeRevisedV1);
    if (revised === undefined) return;
    const { programme } = revised;
    const { at, correlation } = recorded.metadata;
    const query = { index: 'byProgramme', equals: { programme: programme.id } } as const;
    for await (const { id, organisation, panels } of service.views.stream(storiesOfNamedPanels, query)) {
      const standing = await service.vault.consentOf(storyStream(id));
      const others = otherPanels(programme, panels);
      const isKept = others.every((one) =>
        standing?.consent.exclusions.some(({ kind, id: out }) => kind === one.kind && out === one.id),
      );
      if (standing?.state !== 'active' || isKept) continue;
      const commandId = idFrom('stay with named panels', id, recorded.stream, String(recorded.streamVersion));
      const command = { commandId, organisation, actor: 'system/named-panels', at, correlation };
      const because = { ...command, causation: `programme/${programme.id}` };
      const done = await narrowOneStory(service, because, id, (consent) =>
        narrowest(consent, { ...consent, exclusions: others }),
      );
      if (isRefusal(done)) throw new Error(`${id} could not be kept to its panels: ${done.refusal}`);
    }
  },
};
