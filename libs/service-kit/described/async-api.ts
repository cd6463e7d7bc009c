import { topicOf, type Contract, type ServiceName } from '#contracts/shared/contract.js';

import type { ServiceDefinition } from '../service.js';

/** JSON. */
type Described = Readonly<Record<string, unknown>>;

/** The CloudEvents attributes that stand beside `data` in each message: libs/messaging/message-bus.ts. */
const attributes = {
  specversion: { const: '1.0' },
  id: { type: 'string', description: 'Source stream and version: story/0192…@1. Take each id once.' },
  source: { type: 'string', description: 'The service that says it.' },
  type: { type: 'string', description: 'What is said, with its version.' },
  subject: { type: 'string', description: 'The stream: messages of one subject keep their order. Key of the record.' },
  time: { type: 'string', format: 'date-time' },
  datacontenttype: { const: 'application/json' },
  organisation: { type: 'string', description: 'Whose it is.' },
  correlation: { type: 'string', description: 'Leads to the log of what was asked.' },
};

/** What services say to one another and take in, as AsyncAPI 3: from their contracts. */
export function describeMessages(services: readonly ServiceDefinition[]): Described {
  const contracts = new Map(
    services
      .flatMap(({ speaks, listensTo }) => [...speaks, ...listensTo])
      .map((contract) => [contract.type, contract] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const sources = [...new Set([...contracts.values()].map(({ source }) => source))].sort();
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Newid',
      version: 'v1',
      description:
        'CloudEvents 1.0 in structured JSON. Personal text is ciphertext in every message: it is opened by the key vault alone, at the moment of reading, while consent holds. Delivery is at least once; messages of one subject keep their order.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(sources.map((source) => [source, channelOf(source, [...contracts.values()])])),
    operations: Object.fromEntries(services.flatMap(operationsOf)),
    components: {
      messages: Object.fromEntries([...contracts].map(([type, contract]) => [type, messageOf(contract)])),
      schemas: Object.fromEntries([...contracts].map(([type, { data }]) => [type, data])),
    },
  };
}

const channelOf = (source: ServiceName, contracts: readonly Contract[]): Described => ({
  address: topicOf(source),
  description: `What ${source} says.`,
  messages: Object.fromEntries(
    contracts
      .filter((contract) => contract.source === source)
      .map(({ type }) => [type, { $ref: `#/components/messages/${type}` }]),
  ),
});

const messageOf = ({ type, source, summary }: Contract): Described => ({
  name: type,
  summary,
  contentType: 'application/cloudevents+json',
  payload: {
    type: 'object',
    required: [...Object.keys(attributes), 'data'],
    properties: {
      ...attributes,
      source: { ...attributes.source, const: source },
      type: { ...attributes.type, const: type },
      data: { $ref: `#/components/schemas/${type}` },
    },
  },
});

function operationsOf({ name, speaks, listensTo }: ServiceDefinition): readonly (readonly [string, Described])[] {
  const heard = [...new Set(listensTo.map(({ source }) => source))];
  return [
    ...(speaks.length === 0 ? [] : [operationOf(name, 'send', name, speaks)]),
    ...heard.map((source) =>
      operationOf(
        name,
        'receive',
        source,
        listensTo.filter((contract) => contract.source === source),
      ),
    ),
  ];
}

const operationOf = (
  service: ServiceName,
  action: 'send' | 'receive',
  channel: ServiceName,
  contracts: readonly Contract[],
): readonly [string, Described] => [
  action === 'send' ? `${service}-says` : `${service}-takes-from-${channel}`,
  {
    action,
    channel: { $ref: `#/channels/${channel}` },
    messages: contracts.map(({ type }) => ({ $ref: `#/channels/${channel}/messages/${type}` })),
  },
];
