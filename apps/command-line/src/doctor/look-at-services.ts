import { setTimeout } from 'node:timers/promises';

import { conditionApi, type Condition, type Part } from '#service-kit/operations/operations.api.js';

import { askParked } from '../events/ask-parked.js';
import type { OperatorClient } from '../operator/operator-client.js';
import { problemIn } from '../operator/in-answer.js';
import { look, well, wrong, type Finding } from './finding.js';

const notFound = 404;
/** Whoever has just started is behind for a moment, and so is whoever is just told something. */
const patienceMs = 5_000;
const askAgainMs = 100;

/** What the services say of themselves, by the operator's door. */
export async function servicesFound(client: OperatorClient, expected: readonly string[]): Promise<readonly Finding[]> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const { status, text } = await client.send('GET', conditionApi.to());
    if (status === notFound) return [look('not-set-up')];
    if (status !== 200) return [wrong('services-away', { status: String(status), detail: problemIn(text) })];
    const answer: unknown = JSON.parse(text);
    if (!isCondition(answer)) throw new Error('The server answered something else');
    if (answer.parts.every(({ lag }) => lag === 0) || performance.now() >= until) {
      return [...partsFound(answer.parts, expected), ...(await parkedFound(client))];
    }
    await setTimeout(askAgainMs);
  }
}

function partsFound(parts: readonly Part[], expected: readonly string[]): readonly Finding[] {
  const here = new Set(parts.map(({ service }) => service));
  const stopped = parts.filter(({ condition }) => condition === 'stopped');
  const behind = parts.filter(({ condition, lag }) => condition !== 'stopped' && lag > 0);
  const absent = expected.filter((service) => !here.has(service));
  const findings = [
    ...absent.map((service) => look('service-absent', { service })),
    ...stopped.map(({ service, name }) => wrong('part-stopped', { service, part: name })),
    ...behind.map(({ service, name, lag }) => look('part-behind', { service, part: name, commits: lag })),
  ];
  return findings.length > 0 ? findings : [well('services', { services: here.size, parts: parts.length })];
}

async function parkedFound(client: OperatorClient): Promise<readonly Finding[]> {
  const asked = await askParked(client);
  if (!asked.isAnswered) return [wrong('bus-away', { detail: asked.detail })];
  const { parked } = asked.answer;
  return parked.length === 0
    ? [well('nothing-parked')]
    : parked.map(({ group, subject }) => wrong('parked', { service: group, stream: subject }));
}

const isCondition = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && 'parts' in value && Array.isArray(value.parts);
