import type { DomainEvent } from '#contracts/shared/decider.js';

import type { SealedWords } from '../feedback/events.js';

export const findings = ['confirmed', 'corrected', 'could_not_be_checked', 'accounts_differ', 'not_checked'] as const;
export type Finding = (typeof findings)[number];

export type VerificationAssigned = DomainEvent<
  'VerificationAssigned',
  {
    readonly story: string;
    readonly reference: string;
    readonly programme: string;
    readonly period: string;
    /** Highest level at which it was chosen; null: picked without. */
    readonly level: number | null;
    readonly verifier: string;
  }
>;
/** They collected it, are named in it, or cannot do it. Who is close to it is never asked again. */
export type VerificationHandedBack = DomainEvent<
  'VerificationHandedBack',
  { readonly verifier: string; readonly because: 'involved' | 'cannot' }
>;
/** Whom the verifier would ask, and what. Nobody is asked before the teller agrees. */
export type AskingProposed = DomainEvent<'AskingProposed', { readonly asked: SealedWords }>;
export type AskingAnswered = DomainEvent<
  'AskingAnswered',
  { readonly agrees: boolean; readonly how: 'by-code' | 'told-the-verifier' }
>;
export type FindingRecorded = DomainEvent<
  'FindingRecorded',
  {
    readonly finding: Finding;
    readonly note: SealedWords;
    readonly askedOthers: boolean;
    /** What was checked: a correction by the teller afterwards is a later one. */
    readonly storyVersion: number;
    readonly at: string;
  }
>;
export type FindingSeen = DomainEvent<'FindingSeen', { readonly at: string }>;
/** It could not be shown to its teller first: there is no way to, or they have not looked for 14 days. */
export type FindingReleased = DomainEvent<'FindingReleased', { readonly because: 'no-way' | 'waited' }>;
export type TellerAdded = DomainEvent<'TellerAdded', { readonly words: SealedWords; readonly at: string }>;

export type VerificationEvent =
  | VerificationAssigned
  | VerificationHandedBack
  | AskingProposed
  | AskingAnswered
  | FindingRecorded
  | FindingSeen
  | FindingReleased
  | TellerAdded;

export const verificationEventTypes = {
  VerificationAssigned: { version: 1 },
  VerificationHandedBack: { version: 1 },
  AskingProposed: { version: 1 },
  AskingAnswered: { version: 1 },
  FindingRecorded: { version: 1 },
  FindingSeen: { version: 1 },
  FindingReleased: { version: 1 },
  TellerAdded: { version: 1 },
} as const satisfies Record<VerificationEvent['type'], { version: number }>;

export const isVerificationEvent = (event: DomainEvent): event is VerificationEvent =>
  event.type in verificationEventTypes;

export const verificationStream = (story: string): string => `verification/${story}`;
