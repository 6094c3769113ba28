import type { Answer } from "../http/answerProblem";
import type { PlatformCallName } from "./calls";
import type { EventRow } from "./keepEvent";
import type { ReadEvent } from "./readEvent";

/** What a request said of who calls. */
export interface Caller {
  /** The header Org-Key; a secret. */
  readonly orgKey: string | undefined;
  /** The header Access-Token; a secret. */
  readonly accessToken: string | undefined;
  /** See `clientAddress`; null where it is not known. */
  readonly address: string | null;
  /** See `relayPathOf`. */
  readonly relayPath: readonly string[];
}

/** A relay or an importer whose times of events are believed. */
export interface TrustedSender {
  readonly id: string;
  /** Whose it is: of instances that are not linked to it, it sends as strangers do. Null for the operator's. */
  readonly organizationId: number | null;
}

export interface TrustedSenders {
  /**
   * Whose token it is. Rejects with a RefusedError for a wrong one, and for a client that tried too many wrong ones.
   * @param isAway true where the database is not to be asked
   */
  identify(token: string, address: string | null, isAway?: boolean): Promise<TrustedSender>;
  /**
   * Since when instances are linked to an organization, by their keys; of those that are.
   * @param isAway true where the database is not to be asked
   */
  linkedSince(
    organizationId: number,
    instanceKeys: readonly string[],
    isAway?: boolean,
  ): Promise<ReadonlyMap<string, Date>>;
  /** Writes down, durably, that a sender sends events which strangers would not be believed. */
  noteHistory(id: string): Promise<void>;
}

/**
 * Answers the calls of engines with a key or token with the body that they need, or rejects with a RefusedError. A call
 * whose body is not read has no document.
 */
export type PlatformCalls = (call: PlatformCallName, document: unknown, caller: Caller) => Promise<object>;

/** What a call is answered while the database is away. */
export interface OutageAnswer {
  readonly body: object;
  /** What of it has to be done when the database is back, for `doLater`; null where that is nothing. */
  readonly later: string | null;
}

/** The same calls while the database is away, answered from what is known. */
export interface OutageCalls {
  /** Rejects with a RefusedError, or with DatabaseUnavailable where nothing is known. */
  answer(call: PlatformCallName, document: unknown, caller: Caller): Promise<OutageAnswer>;
  /** Does what an answer left for later. @returns false where it never can be done */
  doLater(later: string): Promise<boolean>;
}

/** Whose events carry a key. */
export interface EventLinks {
  /**
   * The organization of a valid key; null for one that is not. Rejects where it cannot be told now.
   * @param at when the key came; now where it is not said
   */
  find(orgKey: string, at?: Date): Promise<EventLink | null>;
  /**
   * The same organization, for limits: where the database does not say it soon, the one that it was when it last did.
   * @param isAway true where the database is not to be asked
   */
  holderOf(orgKey: string, isAway: boolean): Promise<number | null>;
  /** The organization whose key the engine of an instance sends, as far as this process knows; undefined for any other. */
  ownerOf(instanceKey: string): number | undefined;
}

/** An organization whose key came with events. */
export interface EventLink {
  /** The edition of its instances. */
  readonly plan: string;
  /** Links instances, durably, where they are not linked yet and not another organization's. */
  link(
    instances: readonly { readonly key: string; readonly instanceId: string }[],
  ): Promise<ReadonlySet<string>>;
}

/** An event that may be stored, and as it was sent. */
export interface RelayedEvent {
  readonly row: EventRow;
  readonly event: ReadEvent;
}

/** Hands on what a relay receives. */
export interface Relay {
  /** By which the relay knows what it sent itself: 32 hexadecimal digits. */
  readonly id: string;
  /** Resolves when the events are safe in the relay's own queue, in this order. Rejects with a RefusedError where that is full. */
  accept(
    events: readonly RelayedEvent[],
    orgKey: string | undefined,
    relayPath: readonly string[],
  ): Promise<void>;
  /** What the service upstream answers a call; in place of `PlatformCalls`. Rejects with a RefusedError where it does not. */
  passOn(call: PlatformCallName, document: unknown, caller: Caller): Promise<Answer>;
}
