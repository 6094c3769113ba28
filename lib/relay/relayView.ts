import { join } from "node:path";
import type { FailureLimit } from "../http/failureLimit";
import { createSealer } from "../settings/sealer";
import { readOrMakeSecret } from "../settings/secrets";
import { hashOfToken, isTokenOf } from "../settings/tokenHash";
import { type EventFate, readFates } from "./eventFates";
import { type RefusedEvent, readRefusedEvents } from "./refusedEvents";
import { createRelayHash } from "./relayHash";
import { type RelayState, readRelayState } from "./relayState";
import { type Rules, readRules, writeRules } from "./rules";
import { findSent, readMoves, readSent, type SentRequest } from "./sentRequests";

/** What pages need of a relay. It reads and writes files alone, so that pages may be another process than the one that receives. */
export interface RelayView {
  /** Of the service upstream. */
  readonly address: string;
  /** Whether upstream knows the relay by a token. */
  readonly hasToken: boolean;
  /** Of the token that opens the relay's pages: the operator's, else one in `tokenFile`. */
  readonly tokenHash: string;
  /** Where the token lies that was made here; null where the operator's opens the pages. */
  readonly tokenFile: string | null;
  /** What signing in comes to. */
  signIn(
    token: string,
    client: string | null,
  ): Promise<
    | { readonly kind: "ok"; readonly who: string }
    | { readonly kind: "wrong" }
    | { readonly kind: "limited"; readonly retryAfterSeconds: number }
  >;
  readState(): RelayState;
  /** Null where they cannot be read; nothing leaves then. */
  readRules(): Rules | null;
  writeRules(rules: Rules): Promise<void>;
  /** Newest first. @param before the `id` of a request: those that left earlier */
  readSent(before?: string): Iterable<SentRequest>;
  findSent(id: string): SentRequest | null;
  /** What became of events that are stored here, by their ids. */
  readFates(
    received: readonly { readonly id: string; readonly receivedAt: string }[],
  ): Readonly<Record<string, EventFate>>;
  /** The latest events that upstream will never take. */
  readRefused(limit: number): readonly RefusedEvent[];
  /** The ID under which upstream knows an instance while identifiers are hashed. */
  hashedId(instanceId: string): string;
}

interface RelayViewOptions {
  /** See `folderOfRelay`. */
  readonly folder: string;
  readonly dataFolder: string;
  readonly pepper: string;
  readonly address: string;
  readonly hasToken: boolean;
  readonly operatorTokenHash: string | undefined;
  /** Of wrong tokens. */
  readonly limit: FailureLimit;
}

const tokenName = "relay-token";

/** Opens a relay for pages. Makes the token that opens them where there is no operator's. */
export function openRelayView(options: RelayViewOptions): RelayView {
  const { folder, dataFolder, pepper, address, hasToken, operatorTokenHash, limit } = options;
  const sealer = createSealer(pepper, "relay");
  const hash = createRelayHash(pepper);
  const tokenHash = operatorTokenHash ?? hashOfToken(readOrMakeSecret(dataFolder, tokenName));
  const rulesNow = () => {
    try {
      return readRules(folder);
    } catch {
      return null;
    }
  };
  return {
    address,
    hasToken,
    tokenHash,
    tokenFile: operatorTokenHash === undefined ? join(dataFolder, tokenName) : null,
    async signIn(token, client) {
      const find = async () => (isTokenOf(tokenHash, token) ? tokenHash : null);
      const made = await limit.attempt(client, find, (found) => found === null);
      if ("retryAfterSeconds" in made) return { kind: "limited", ...made };
      return made.value === null ? { kind: "wrong" } : { kind: "ok", who: made.value };
    },
    readState: () => readRelayState(folder),
    readRules: rulesNow,
    writeRules: (rules) => writeRules(folder, rules),
    readSent: (before) => readSent(folder, sealer, before),
    findSent: (id) => findSent(folder, sealer, id),
    readFates: (received) =>
      readFates(received, {
        moves: readMoves(folder, sealer),
        state: readRelayState(folder),
        rules: rulesNow(),
        now: new Date(),
      }),
    readRefused: (limitOf) => readRefusedEvents(folder, sealer, limitOf),
    hashedId: hash.instanceId,
  };
}
