import { createHash } from 'node:crypto';
import { isIP } from 'node:net';

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';

import type { Passkey } from '#access/credentials.js';

/** Some 350 modules: loaded by the first that has to do with a passkey. */
const library = () => import('@simplewebauthn/server');

/** Whom a passkey is made for: browsers bind it to this name, and give it to no other site. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** Nothing where there can be none: browsers know passkeys by a name, over https or on this machine. */
export function relyingPartyOf(request: FastifyRequest, isHttps: boolean): RelyingParty | undefined {
  const { hostname, host } = request;
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined;
  if (!isHttps && hostname !== 'localhost') return undefined;
  return { id: hostname, origin: `${isHttps ? 'https' : 'http'}://${host}` };
}

/** The device asks its holder for a PIN or a fingerprint: a passkey is both steps in one. */
const userVerification = 'required';

/**
 * Its holder is named alike each time: a passkey that a device made and that was then refused, for a wrong password, is
 * put out of its place by the next one. Else the device would offer either, and one of them is not known here.
 */
export const optionsToAdd = async (party: RelyingParty, person: string, known: readonly Passkey[]) =>
  (await library()).generateRegistrationOptions({
    rpName: 'Newid',
    rpID: party.id,
    userName: person,
    userID: new Uint8Array(createHash('sha256').update(person).digest()),
    attestationType: 'none',
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification },
  });

export const optionsToSignIn = async (party: RelyingParty) =>
  (await library()).generateAuthenticationOptions({ rpID: party.id, userVerification });

/** The passkey that a browser made for this challenge; nothing where anything of it is not as it should be. */
export async function passkeyMade(
  party: RelyingParty,
  challenge: string,
  answer: string,
  addedAt: string,
): Promise<Passkey | undefined> {
  const response = parsed(answer, isRegistration);
  if (response === undefined) return undefined;
  const { verifyRegistrationResponse } = await library();
  const verified = await orNothing(
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    }),
  );
  if (verified?.verified !== true) return undefined;
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports, addedAt };
}

/** The id of the passkey that an answer says it is of. */
export const passkeyNamed = (answer: string): string | undefined => parsed(answer, isAuthentication)?.id;

/** The counter after it was used; nothing where the answer does not prove that it was. */
export async function passkeyUsed(
  party: RelyingParty,
  challenge: string,
  answer: string,
  { id, publicKey, counter, transports }: Passkey,
): Promise<number | undefined> {
  const response = parsed(answer, isAuthentication);
  if (response === undefined) return undefined;
  const { verifyAuthenticationResponse } = await library();
  const verified = await orNothing(
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id,
        publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
        counter,
        transports: [...transports],
      },
    }),
  );
  return verified?.verified === true ? verified.authenticationInfo.newCounter : undefined;
}

/** The library throws for whatever is not as it should be. */
async function orNothing<Result>(verifying: Promise<Result>): Promise<Result | undefined> {
  try {
    return await verifying;
  } catch {
    return undefined;
  }
}

/** More than any browser sends. */
const mostCharacters = 20_000;

function parsed<Answer>(text: string, isIt: (value: unknown) => value is Answer): Answer | undefined {
  if (text.length > mostCharacters) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isIt(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const hasTexts = (value: unknown, ...names: readonly string[]): value is object =>
  typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'string');

const isAnswer = (value: unknown, ...texts: readonly string[]): boolean =>
  hasTexts(value, 'id', 'rawId', 'type') && 'response' in value && hasTexts(value.response, ...texts);

const isRegistration = (value: unknown): value is RegistrationResponseJSON =>
  isAnswer(value, 'clientDataJSON', 'attestationObject');

const isAuthentication = (value: unknown): value is AuthenticationResponseJSON =>
  isAnswer(value, 'clientDataJSON', 'authenticatorData', 'signature');
