import { given } from '#contracts/testing/given.js';

import { convenePanel, panelDecider, panelStream, type PanelConvened, type PanelMembers } from './panel.js';

const east = (changes: Partial<PanelMembers> = {}): PanelMembers => ({
  programme: 'telling',
  panel: 'east',
  organisation: 'pont-y-bore',
  level: 1,
  members: ['M1', 'M2', 'M3'],
  facilitator: 'F1',
  ...changes,
});
const convened = (changes: Partial<PanelMembers> = {}): PanelConvened => ({
  type: 'PanelConvened',
  schemaVersion: 1,
  data: east(changes),
});

describe('convening a panel', () => {
  const nothing = given(panelDecider, []);

  it('writes down its members and its facilitator', () => {
    nothing.when((state) => convenePanel(state, east())).then([convened()]);
  });

  it('again gives it new members, from now on', () => {
    const again = given(panelDecider, [convened()]);
    again.when((state) => convenePanel(state, east({ members: ['M4'] }))).then([convened({ members: ['M4'] })]);
    expect(given(panelDecider, [convened(), convened({ members: ['M4'] })]).state?.members).toEqual(['M4']);
  });

  it('lets the facilitator be a member too', () => {
    const members = ['F1', 'M1'];
    nothing.when((state) => convenePanel(state, east({ members }))).then([convened({ members })]);
  });

  it('is refused without members', () => {
    nothing
      .when((state) => convenePanel(state, east({ members: [] })))
      .thenRefused('panel-without-members', { field: 'members' });
  });

  it('is refused with the same member twice: each has one vote', () => {
    nothing
      .when((state) => convenePanel(state, east({ members: ['M1', 'M2', 'M1'] })))
      .thenRefused('member-twice', { field: 'members' });
  });

  it('keeps panels of the same name in two programmes apart', () => {
    expect(panelStream('telling', 'east')).not.toBe(panelStream('hearing', 'east'));
  });
});
