import { isExampleInstanceId } from "../../catalogue";
import type { Session } from "../../database/types";
import type { FailureBudgets } from "../../http/failureBudgets";
import type { FailureLimit } from "../../http/failureLimit";
import type { Pseudonyms } from "../../settings/pseudonyms";

/** Longer texts are cut: no instance ID is, and an answer must not take longer for a longer one. */
export const longestInstanceId = 64;

/** An instance that somebody who knows its ID may look at. */
export interface OpenInstance {
  readonly instanceId: string;
  readonly key: string;
  /** True for the documentation's example instances, which anybody may look at. */
  readonly isExample: boolean;
}

/** What is answered to a guess that is none. It says nothing about why. */
export type Missed =
  | { readonly kind: "notFound" }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number };

/** What a look-up gives: unknown, erased, malformed and organizations' IDs are all `notFound`. */
export type LookUp = { readonly kind: "found"; readonly instance: OpenInstance } | Missed;

interface GuessOptions {
  readonly limit: FailureLimit;
  /** In milliseconds, since any moment. */
  readonly clock?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

interface LookUpOptions extends GuessOptions {
  readonly database: Pick<Session, "sql">;
  readonly pseudonyms: Pick<Pseudonyms, "lookUpKey">;
}

/** Failed look-ups a minute. */
export const lookUpFailures: FailureBudgets = { perClient: 5, perNetwork: 20, perRegion: 100 };

/** Every look-up that finds nothing is answered this long after it began, in milliseconds; a database answers in a few. */
export const notFoundAfterMs = 150;

/** The instance ID in what somebody typed or pasted. */
export function readTypedId(text: string): string {
  return text.trim().slice(0, longestInstanceId);
}

/**
 * Finds the instance of an ID without a limit: for IDs that came out of a session.
 * @returns null for unknown, erased and malformed IDs, and for those of an organization's instances. All of them are
 *   looked for in the same way.
 */
export async function findInstance(
  { database, pseudonyms }: Pick<LookUpOptions, "database" | "pseudonyms">,
  instanceId: string,
): Promise<OpenInstance | null> {
  const key = pseudonyms.lookUpKey(instanceId);
  const found = await database.sql
    .selectFrom("open_instance")
    .select("instance_key")
    .where("instance_key", "=", key)
    .executeTakeFirst();
  const isExample = isExampleInstanceId(instanceId);
  return found !== undefined || isExample ? { instanceId, key, isExample } : null;
}

/**
 * Finds something by what somebody typed. Failures are limited, and all of them have the same answer at the same time
 * after the question: whether an ID is unknown, erased or no ID at all cannot be told from outside.
 */
export async function guess<Found>(
  { limit, clock = () => performance.now(), sleep = pause }: GuessOptions,
  client: string | null,
  find: () => Promise<Found | null>,
): Promise<{ readonly kind: "found"; readonly found: Found } | Missed> {
  const startedAt = clock();
  const attempt = await limit.attempt(client, find, (found) => found === null);
  if ("retryAfterSeconds" in attempt) return { kind: "limited", ...attempt };
  if (attempt.value !== null) return { kind: "found", found: attempt.value };
  await sleep(Math.max(0, startedAt + notFoundAfterMs - clock()));
  return { kind: "notFound" };
}

/** Looks an instance up by what somebody typed. */
export function createLookUp(
  options: LookUpOptions,
): (text: string, client: string | null) => Promise<LookUp> {
  return async (text, client) => {
    const guessed = await guess(options, client, () => findInstance(options, readTypedId(text)));
    return guessed.kind === "found" ? { kind: "found", instance: guessed.found } : guessed;
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
