import 'reflect-metadata';

import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, validateSync } from 'class-validator';

import type { LogLevel } from '../starting/logging.js';

/** Every `NEWID_*` variable. What each is for stands in docs/operations.md. */
export class Configuration {
  @IsIn(['try-it', 'production'])
  NEWID_MODE: 'try-it' | 'production' = 'try-it';

  @IsString()
  NEWID_DATA = './data';

  @IsString()
  NEWID_HOST = '127.0.0.1';

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  NEWID_PORT = 3000;

  @IsIn(['debug', 'info', 'warn', 'error', 'silent'])
  NEWID_LOG_LEVEL: LogLevel = 'warn';

  /** Address people use, when a proxy stands before: https://stories.example. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  NEWID_ORIGIN?: string;

  @IsOptional()
  @IsString()
  NEWID_MASTER_KEY_FILE?: string;

  /** A transit engine that holds the master key, instead of a file; with the next ones. */
  @IsOptional()
  @IsString()
  NEWID_KMS_URL?: string;

  @IsOptional()
  @IsString()
  NEWID_KMS_MOUNT?: string;

  @IsOptional()
  @IsString()
  NEWID_KMS_KEY?: string;

  @IsOptional()
  @IsString()
  NEWID_KMS_TOKEN_FILE?: string;

  @IsOptional()
  @IsString()
  NEWID_KMS_NAMESPACE?: string;

  @IsOptional()
  @IsString()
  NEWID_KMS_CA_FILE?: string;

  /** Left out: `erasures.log` beside the epoch keys. */
  @IsOptional()
  @IsString()
  NEWID_ERASURES_FILE?: string;

  @IsOptional()
  @IsString()
  NEWID_SECRET_FILE?: string;

  /** Where "Exit this page" leads: a site that says nothing of this one. */
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  NEWID_EXIT_TO = 'https://www.bbc.co.uk/weather';

  @IsIn(['on', 'off'])
  NEWID_RATE_LIMITS: 'on' | 'off' = 'on';

  /** Without it only this machine may ask for /metrics. */
  @IsOptional()
  @IsString()
  NEWID_METRICS_TOKEN_FILE?: string;

  /** MongoDB and Kafka that are not there yet are waited for. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3_600)
  NEWID_WAIT_SECONDS = 60;

  /** An OpenID provider whose accounts people may sign in with. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  NEWID_OIDC_ISSUER?: string;

  @IsOptional()
  @IsString()
  NEWID_OIDC_CLIENT?: string;

  @IsOptional()
  @IsString()
  NEWID_OIDC_SECRET_FILE?: string;

  /** Left out, with the next: letters are kept in the folder `outbox`. */
  @IsOptional()
  @IsString()
  NEWID_SMTP_URL?: string;

  @IsOptional()
  @IsString()
  NEWID_SMTP_URL_FILE?: string;

  @IsOptional()
  @IsString()
  NEWID_SMTP_CA_FILE?: string;

  /** Whom letters come from. */
  @Matches(/^(?:[^<>\r\n"]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)
  NEWID_MAIL_FROM = 'Newid <newid@localhost>';

  /** The clamd that every picture, sound, film and document is shown to. Left out: nothing is scanned. */
  @IsOptional()
  @Matches(/^(?:[\w.-]+|\[[0-9a-f:]+\]):\d{1,5}$/i)
  NEWID_CLAMD?: string;

  @IsIn(['embedded', 'distributed'])
  NEWID_SHAPE: 'embedded' | 'distributed' = 'embedded';
}

/** Every variable, and what it may be. */
export const allowed: Readonly<Record<string, string>> = {
  NEWID_MODE: 'try-it or production',
  NEWID_DATA: 'a folder',
  NEWID_HOST: 'an address of this machine, such as 127.0.0.1',
  NEWID_PORT: 'a whole number from 0 to 65535',
  NEWID_LOG_LEVEL: 'debug, info, warn, error or silent',
  NEWID_ORIGIN: 'an address such as https://stories.example',
  NEWID_MASTER_KEY_FILE: 'a file with 32 random bytes in base64 or hexadecimal',
  NEWID_KMS_URL: 'the address of a HashiCorp Vault or OpenBao, such as https://vault.example:8200',
  NEWID_KMS_MOUNT: 'the path of its transit engine, such as transit',
  NEWID_KMS_KEY: 'the name of a key of that engine',
  NEWID_KMS_TOKEN_FILE: 'a file with a token of that service',
  NEWID_KMS_NAMESPACE: 'a namespace of that service',
  NEWID_KMS_CA_FILE: 'a file with the certificate that the key service’s certificate was signed with',
  NEWID_ERASURES_FILE: 'a file apart from the data, in which erasures are written down',
  NEWID_SECRET_FILE: 'a file with at least 32 random bytes',
  NEWID_EXIT_TO: 'an address such as https://www.bbc.co.uk/weather',
  NEWID_RATE_LIMITS: 'on or off',
  NEWID_METRICS_TOKEN_FILE: 'a file with a token of at least 32 characters',
  NEWID_OIDC_ISSUER: 'the address of an OpenID provider, such as https://login.example',
  NEWID_OIDC_CLIENT: 'the id that the provider gave to this service',
  NEWID_OIDC_SECRET_FILE: 'a file with the secret that the provider gave to this service',
  NEWID_SMTP_URL: 'an address such as smtp://mail.example:587 or smtps://mail.example',
  NEWID_SMTP_URL_FILE: 'a file with such an address, where it holds a password',
  NEWID_SMTP_CA_FILE: 'a file with the certificate that the mail server’s certificate was signed with',
  NEWID_MAIL_FROM: 'an address such as Newid <newid@stories.example>',
  NEWID_CLAMD: 'the address and port of a clamd, such as clamd:3310',
  NEWID_SHAPE: 'embedded or distributed',
  // Of the distributed shape; its adapters look at the values.
  NEWID_MONGO_URL: 'an address such as mongodb://127.0.0.1:27017/?replicaSet=newid',
  NEWID_MONGO_URL_FILE: 'a file with such an address, where it holds a password',
  NEWID_WAIT_SECONDS: 'a whole number from 0 to 3600',
  NEWID_KAFKA_BROKERS: 'addresses with ports, separated by commas, such as kafka-1:9092,kafka-2:9092',
  NEWID_KAFKA_TLS: 'on or off',
  NEWID_KAFKA_CA_FILE: 'a file with the certificate that the brokers’ certificates were signed with',
  NEWID_KAFKA_USER: 'the name of a Kafka user',
  NEWID_KAFKA_PASSWORD_FILE: 'a file with the password of that user',
  NEWID_KAFKA_MECHANISM: 'scram-sha-512 or scram-sha-256',
  NEWID_KAFKA_PREFIX: 'letters, digits, dots and hyphens that begin the names of topics and groups',
  NEWID_KAFKA_REPLICAS: 'a whole number from 1 to 5',
  NEWID_KAFKA_CREATE_TOPICS: 'yes or no',
  // Read by tools and the command, not by the server.
  NEWID_LANGUAGE: 'en or cy',
  NEWID_CHROMIUM: 'the path of a Chromium',
  NEWID_REQUIRE_ALL: '1',
};

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** @throws ConfigurationError naming every bad variable and what is allowed. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => name.startsWith('NEWID_') && value !== undefined && value !== '',
    ),
  );
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(allowed, name));
  const configuration = plainToInstance(Configuration, given);
  const wrong = validateSync(configuration).map(({ property }) => property);
  const production = configuration.NEWID_MODE === 'production';
  const missing = production
    ? (['NEWID_ORIGIN', 'NEWID_MASTER_KEY_FILE', 'NEWID_SECRET_FILE'] as const).filter(
        (name) =>
          configuration[name] === undefined &&
          !(name === 'NEWID_MASTER_KEY_FILE' && configuration.NEWID_KMS_URL !== undefined),
      )
    : [];
  const problems = [
    ...unknown.map((name) => `${name} is not a variable of Newid. There are: ${Object.keys(allowed).join(', ')}.`),
    ...wrong.map((name) => `${name} has to be ${allowed[name] ?? 'something else'}.`),
    ...missing.map((name) => `${name} has to be set in production: ${allowed[name] ?? ''}.`),
    // Over plain http a session and the code of a story would travel in clear, in a cookie that anybody may plant.
    ...(production && configuration.NEWID_ORIGIN?.startsWith('https://') === false
      ? ['NEWID_ORIGIN has to begin with https:// in production.']
      : []),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return configuration;
}
