import { isExampleInstanceId } from "../../catalogue";
import type { Session } from "../../database/types";
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

/** What a look-up gives: unknown, erased, malformed and organizations' IDs are all `notFound`. */
export type LookUp =
  | { readonly kind: "found"; readonly instance: OpenInstance }
  | { readonly kind: "notFound" }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number };

interface LookUpOptions {
  readonly database: Pick<Session, "sql">;
  readonly pseudonyms: Pick<Pseudonyms, "lookUpKey">;
  readonly limit: FailureLimit;
  /** In milliseconds, since any moment. */
  readonly clock?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Failed look-ups a minute: of one client, and of all together. */
export const lookUpFailures = { perClient: 5, overall: 300 } as const;

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
 * Looks an instance up by what somebody typed. Failures are limited, and all of them have the same answer at the same
 * time after the question: whether an ID is unknown, erased or no ID at all cannot be told from outside.
 */
export function createLookUp(
  options: LookUpOptions,
): (text: string, client: string | null) => Promise<LookUp> {
  const { limit, clock = () => performance.now(), sleep = pause } = options;
  return async (text, client) => {
    const startedAt = clock();
    const instanceId = readTypedId(text);
    const attempt = await limit.attempt(
      client,
      () => findInstance(options, instanceId),
      (found) => found === null,
    );
    if ("retryAfterSeconds" in attempt) {
      return { kind: "limited", retryAfterSeconds: attempt.retryAfterSeconds };
    }
    if (attempt.value !== null) return { kind: "found", instance: attempt.value };
    await sleep(Math.max(0, startedAt + notFoundAfterMs - clock()));
    return { kind: "notFound" };
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
