import { readFileSync } from 'node:fs';

/** Where Kafka is and how one signs in. */
export interface KafkaSettings {
  /** `['kafka-1:9092', 'kafka-2:9092']` */
  readonly brokers: readonly string[];
  /** How this process is called in Kafka's own logs: the service's name. */
  readonly clientId: string;
  /** Left out: no TLS. `ca`: PEM of who signed the brokers' certificates; left out: those the system trusts. */
  readonly tls?: { readonly ca?: string };
  readonly user?: { readonly name: string; readonly password: string; readonly mechanism: ScramMechanism };
  /** Before the name of every topic and group, where several installations share a Kafka. */
  readonly prefix?: string;
  /** Copies of each record, for topics that are made at start. */
  readonly replicas?: number;
  /** Topics that are missing are made. Otherwise a missing topic stops the start. */
  readonly mayCreateTopics?: boolean;
  /** After so long without a sign of life another instance takes over. */
  readonly sessionTimeoutMs?: number;
}

export type ScramMechanism = 'scram-sha-256' | 'scram-sha-512';

/** Kafka cannot be used as it is, or as it was given. The message is one line for an operator. */
export class KafkaUnusable extends Error {
  override readonly name = 'KafkaUnusable';
  constructor(
    message: string,
    /** Nobody answers, which may pass: a broker that is still starting. Anything else needs an operator. */
    readonly mayPass = false,
  ) {
    super(message);
  }
}

/** The variables that `kafkaSettings` reads, and what each has to be. */
export const kafkaVariables = {
  NEWID_KAFKA_BROKERS: 'addresses with ports, separated by commas, such as kafka-1:9092,kafka-2:9092',
  NEWID_KAFKA_TLS: 'on or off',
  NEWID_KAFKA_CA_FILE: 'a file with the certificate that the brokers’ certificates were signed with',
  NEWID_KAFKA_USER: 'the name of a Kafka user',
  NEWID_KAFKA_PASSWORD_FILE: 'a file with the password of that user',
  NEWID_KAFKA_MECHANISM: 'scram-sha-512 or scram-sha-256',
  NEWID_KAFKA_PREFIX: 'letters, digits, dots and hyphens that begin the names of topics and groups',
  NEWID_KAFKA_REPLICAS: 'a whole number from 1 to 5',
  NEWID_KAFKA_CREATE_TOPICS: 'yes or no',
} as const;

type Variable = keyof typeof kafkaVariables;

const shapes: Readonly<Record<Variable, RegExp>> = {
  NEWID_KAFKA_BROKERS: /^[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*$/,
  NEWID_KAFKA_TLS: /^(on|off)$/,
  NEWID_KAFKA_CA_FILE: /./,
  NEWID_KAFKA_USER: /./,
  NEWID_KAFKA_PASSWORD_FILE: /./,
  NEWID_KAFKA_MECHANISM: /^scram-sha-(256|512)$/,
  NEWID_KAFKA_PREFIX: /^[A-Za-z0-9.-]{1,50}$/,
  NEWID_KAFKA_REPLICAS: /^[1-5]$/,
  NEWID_KAFKA_CREATE_TOPICS: /^(yes|no)$/,
};

/**
 * Reads `NEWID_KAFKA_*`. A certificate to trust turns TLS on; topics are made unless that is forbidden.
 *
 * @throws KafkaUnusable naming every bad variable and what is allowed
 */
export function kafkaSettings(
  environment: Readonly<Record<string, string | undefined>>,
  clientId: string,
): KafkaSettings {
  const problems: string[] = [];
  const read = (name: Variable): string | undefined => {
    const value = environment[name];
    if (value === undefined || value === '') return undefined;
    if (!shapes[name].test(value)) problems.push(`${name} has to be ${kafkaVariables[name]}.`);
    return value;
  };
  const readFile = (name: Variable): string | undefined => {
    const file = read(name);
    try {
      return file === undefined ? undefined : readFileSync(file, 'utf8');
    } catch {
      problems.push(`${name} has to be ${kafkaVariables[name]}, and ${file ?? ''} cannot be read.`);
      return undefined;
    }
  };
  const brokers = read('NEWID_KAFKA_BROKERS');
  if (brokers === undefined) problems.push(`NEWID_KAFKA_BROKERS has to be set: ${kafkaVariables.NEWID_KAFKA_BROKERS}.`);
  const ca = readFile('NEWID_KAFKA_CA_FILE');
  const tls = read('NEWID_KAFKA_TLS') ?? (ca === undefined ? 'off' : 'on');
  const name = read('NEWID_KAFKA_USER');
  const password = readFile('NEWID_KAFKA_PASSWORD_FILE')?.trim();
  if ((name === undefined) !== ((environment['NEWID_KAFKA_PASSWORD_FILE'] ?? '') === '')) {
    problems.push('NEWID_KAFKA_USER and NEWID_KAFKA_PASSWORD_FILE go together: set both or neither.');
  }
  const mechanism = read('NEWID_KAFKA_MECHANISM') === 'scram-sha-256' ? 'scram-sha-256' : 'scram-sha-512';
  const prefix = read('NEWID_KAFKA_PREFIX');
  const replicas = read('NEWID_KAFKA_REPLICAS');
  const mayCreateTopics = read('NEWID_KAFKA_CREATE_TOPICS') !== 'no';
  if (problems.length > 0) throw new KafkaUnusable(problems.join(' '));
  return {
    brokers: (brokers ?? '').split(','),
    clientId,
    ...(tls === 'on' ? { tls: ca === undefined ? {} : { ca } } : {}),
    ...(name !== undefined && password !== undefined ? { user: { name, password, mechanism } } : {}),
    ...(prefix === undefined ? {} : { prefix }),
    ...(replicas === undefined ? {} : { replicas: Number(replicas) }),
    mayCreateTopics,
  };
}
