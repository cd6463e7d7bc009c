import 'reflect-metadata';

import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Max, Min, validateSync } from 'class-validator';

import type { LogLevel } from './logging.js';

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

  @IsOptional()
  @IsString()
  NEWID_SECRET_FILE?: string;
}

const allowed: Readonly<Record<string, string>> = {
  NEWID_MODE: 'try-it or production',
  NEWID_DATA: 'a folder',
  NEWID_HOST: 'an address of this machine, such as 127.0.0.1',
  NEWID_PORT: 'a whole number from 0 to 65535',
  NEWID_LOG_LEVEL: 'debug, info, warn, error or silent',
  NEWID_ORIGIN: 'an address such as https://stories.example',
  NEWID_MASTER_KEY_FILE: 'a file with 32 random bytes in base64 or hexadecimal',
  NEWID_SECRET_FILE: 'a file with at least 32 random bytes',
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
        (name) => configuration[name] === undefined,
      )
    : [];
  const problems = [
    ...unknown.map((name) => `${name} is not a variable of Newid. There are: ${Object.keys(allowed).join(', ')}.`),
    ...wrong.map((name) => `${name} has to be ${allowed[name] ?? 'something else'}.`),
    ...missing.map((name) => `${name} has to be set in production: ${allowed[name] ?? ''}.`),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return configuration;
}
