import { Controller } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seePanels } from '../../addresses.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { panels, type PanelDocument } from '../../read-models/panels/panels.js';
import { seePanelsView } from './see-panels.view.js';

const template = pageTemplate(import.meta.url, 'see-panels.njk');
const words = loadWords(import.meta.url, 'see-panels');

@Controller()
export class SeePanelsPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(seePanels)
  @Allow('administrator', 'evaluator')
  async show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    const { views } = this.service;
    const ofOrganisation = { equals: { organisation: who.organisation } };
    const programmes = [];
    for await (const { design } of views.stream(knownProgrammes, { index: 'byOrganisation', ...ofOrganisation })) {
      programmes.push(design);
    }
    const convened = new Map<string, PanelDocument>();
    for await (const panel of views.stream(panels, { index: 'byOrganisation', ...ofOrganisation })) {
      convened.set(panel.id, panel);
    }
    const facilitators = [...convened.values()].map(({ facilitator }) => facilitator);
    const people = await namesOfPeople(this.service, who, facilitators);
    return htmlReply(template, seePanelsView(programmes, convened, people, words[page.language]), page);
  }
}
