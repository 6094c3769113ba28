import { createCache } from "../caching/cache";
import { unlessAway } from "../database/errors";
import type { Grace } from "../grace/openGrace";
import type { FailureBudgets } from "../http/failureBudgets";
import type { FailureLimit } from "../http/failureLimit";
import type { TrustedSender, TrustedSenders } from "../ingest/contracts";
import { inTime } from "../ingest/inTime";
import { RefusedError, refuse } from "../ingest/refusal";
import { hashOf } from "../settings/makeSecret";
import type { SenderContext } from "./context";

/** Tries with a wrong token, a minute: a relay that was revoked tries with every event. */
export const senderFailures: FailureBudgets = { perClient: 60, perNetwork: 240, perRegion: 1_000 };

/** For so long a token is not looked for again: a revoked one is answered 401 after that. */
const rememberedForMs = 5_000;
const remembered = 1_000;

/** History is written down at most so often: an importer sends a thousand events a request. */
const historyEveryMs = 5_000;

/** An engine's relay waits for us, and we for the database, no longer than this before we look into our memory. */
const patienceMs = 500;

interface TrustedSendersOptions {
  /** What senders are looked for with, at the moment of the call. */
  readonly contextNow: () => SenderContext;
  /** Of wrong tokens. */
  readonly limit: FailureLimit;
  /** What is known of them while the database is away. */
  readonly grace?: Pick<Grace, "known">;
}

/** Recognizes senders by their tokens: one statement for each token every few seconds, however much it sends. */
export function createTrustedSenders({ contextNow, limit, grace }: TrustedSendersOptions): TrustedSenders {
  const known = createCache<string, TrustedSender>({
    limit: remembered,
    forMs: rememberedForMs,
    now: () => contextNow().now,
  });
  const historyAt = new Map<string, number>();

  const find = async (tokenHash: string): Promise<TrustedSender | null> => {
    const row = await contextNow().database.prisma.sender.findUnique({
      where: { tokenHash, revokedAt: null },
      select: { id: true, organizationId: true },
    });
    if (row === null) return null;
    known.set(tokenHash, row);
    return row;
  };
  /** @throws DatabaseUnavailable where nothing is known either */
  const findKnown = (tokenHash: string): TrustedSender | null =>
    grace?.known().senders.get(tokenHash) ?? null;
  const fromMemory = (tokenHash: string): TrustedSender | null => {
    try {
      return findKnown(tokenHash);
    } catch (error) {
      unlessAway(error);
      return null;
    }
  };
  const findInTime = async (tokenHash: string, isAway: boolean): Promise<TrustedSender | null> => {
    if (grace === undefined) return find(tokenHash);
    if (isAway) return findKnown(tokenHash);
    const finding = find(tokenHash);
    try {
      return await inTime(finding, patienceMs);
    } catch (error) {
      unlessAway(error);
      // Who is not known here may be new: that is for the database to say, also where it takes longer.
      return fromMemory(tokenHash) ?? finding;
    }
  };

  const findLinks = async (organizationId: number, instanceKeys: readonly string[]) => {
    const rows = await contextNow().database.prisma.organizationInstance.findMany({
      where: { organizationId, instanceKey: { in: [...instanceKeys] } },
      select: { instanceKey: true, linkedAt: true },
    });
    return new Map(rows.map(({ instanceKey, linkedAt }) => [instanceKey, linkedAt]));
  };
  /** @throws DatabaseUnavailable where nothing is known either */
  const findKnownLinks = (organizationId: number, instanceKeys: readonly string[]) => {
    const links = grace?.known().links;
    return new Map(
      instanceKeys.flatMap((key) => {
        const link = links?.get(key);
        return link?.organizationId === organizationId ? [[key, new Date(link.linkedAt)] as const] : [];
      }),
    );
  };

  const noteHistory = async (id: string): Promise<void> => {
    const { database, now } = contextNow();
    const last = historyAt.get(id);
    if (last !== undefined && Math.abs(now.getTime() - last) < historyEveryMs) return;
    await database.prisma.sender.updateMany({ where: { id }, data: { lastHistoryAt: now } });
    historyAt.set(id, now.getTime());
  };

  return {
    noteHistory,
    async linkedSince(organizationId, instanceKeys, isAway = false) {
      if (grace === undefined) return findLinks(organizationId, instanceKeys);
      if (isAway) return findKnownLinks(organizationId, instanceKeys);
      try {
        return await inTime(findLinks(organizationId, instanceKeys), patienceMs);
      } catch (error) {
        unlessAway(error);
        return findKnownLinks(organizationId, instanceKeys);
      }
    },
    async identify(token, address, isAway = false) {
      const hash = hashOf(contextNow(), token);
      const remembered = known.get(hash);
      if (remembered !== undefined) return remembered;
      const attempt = await limit.attempt(
        address,
        () => findInTime(hash, isAway),
        (found) => found === null,
      );
      if ("retryAfterSeconds" in attempt) throw new RefusedError(refuse("rate_limited_address", attempt));
      if (attempt.value === null) throw new RefusedError(refuse("unknown_sender"));
      return attempt.value;
    },
  };
}
