import { rulesOfPanel } from '#contracts/shared/selection-rules.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { openMeeting, seeMeetings } from '../../addresses.js';
import { methods } from '../../domain/tally/tally-document.js';
import { panelReviewErrors } from '../../errors.js';
import { meetingWords } from '../../showing-meetings/meeting-for.js';
import { rulesView } from '../../showing-meetings/rules.view.js';
import type { PanelLed } from './panels-led.js';

/** No domain has this id: ids have no spaces. */
export const allDomains = 'every domain';

const places = ['online', 'room'] as const;

export const openSittingForm = ({ design }: PanelLed) =>
  defineForm({
    period: choice({ options: design.periods.map(({ id }) => id), required: 'period-missing' }),
    domain: choice({ options: [...design.domains.map(({ id }) => id), allDomains], required: 'domain-missing' }),
    method: choice({ options: methods, required: 'method-missing' }),
    secret: choices({ options: ['secret'] }),
    heldIn: choice({ options: places, required: 'held-in-missing' }),
  });

export function openSittingView(panel: PanelLed, state: FormState, words: Words) {
  const { language } = words;
  const { design, convened } = panel;
  const { errors, fields } = showForm(openSittingForm(panel), state, words, panelReviewErrors);
  const name = panel.panel.name[language];
  const usual = panel.panel.defaultMethod;
  const legend = (key: string) => ({ legend: { text: words(key), size: 'm' } });
  return {
    title: words('heading', { panel: name }),
    backLink: seeMeetings.to({ language }),
    errors,
    heading: words('heading', { panel: name }),
    programme: design.name[language],
    action: addressFor(convened.id, words),
    noPeriods: design.periods.length === 0 || design.domains.length === 0 ? words('not-designed') : '',
    period: macroParams({
      ...fields.period,
      fieldset: legend('period'),
      items: design.periods.map(({ id, name: period, status }) => ({
        value: id,
        text: period[language],
        hint: { text: words(`period-${status}`) },
      })),
    }),
    domain: macroParams({
      ...fields.domain,
      fieldset: legend('domain'),
      items: [
        ...design.domains.map(({ id, name: domain }) => ({ value: id, text: domain[language] })),
        { value: allDomains, text: words('all-domains') },
      ],
    }),
    method: macroParams({
      ...fields.method,
      fieldset: legend('method'),
      items: methods.map((method) => ({
        value: method,
        text: words(`method-${method}`),
        hint: { text: words(method === usual ? 'usual-method' : `hint-${method}`) },
      })),
    }),
    secret: macroParams({
      ...fields.secret,
      fieldset: legend('secrecy'),
      hint: { text: words('secrecy-hint') },
      items: [{ value: 'secret', text: words('secret') }],
    }),
    rules: {
      heading: words('rules'),
      explanation: words('rules-explanation'),
      rows: macroParams({
        rows: rulesView({ rules: rulesOfPanel(design, panel.panel) }, meetingWords[language]).map(([key, value]) => ({
          key: { text: key },
          value: { text: value },
        })),
      }),
    },
    heldIn: macroParams({
      ...fields.heldIn,
      fieldset: legend('held-in'),
      items: places.map((place) => ({
        value: place,
        text: words(`held-in-${place}`),
        hint: { text: words(`hint-${place}`) },
      })),
    }),
    send: words('send'),
  };
}

export function whichPanelView(led: readonly PanelLed[], words: Words) {
  const { language } = words;
  return {
    title: words('which-panel'),
    backLink: seeMeetings.to({ language }),
    heading: words('which-panel'),
    empty: led.length === 0 ? words('no-panels') : '',
    panels: led.map(({ convened, design, panel }) => ({
      name: panel.name[language],
      facts: words('facts', { programme: design.name[language], level: panel.level, n: convened.members.length }),
      href: addressFor(convened.id, words),
    })),
  };
}

const addressFor = (panel: string, { language }: Words): string =>
  `${openMeeting.to({ language })}?panel=${encodeURIComponent(panel)}`;
