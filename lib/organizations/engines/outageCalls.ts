import { isExampleInstanceId } from "../../catalogue";
import { instanceRegister } from "../../catalogue/calls/instanceRegister";
import { telemetryUsage } from "../../catalogue/calls/telemetryUsage";
import { tokenCheck } from "../../catalogue/calls/tokenCheck";
import type { KnownIndex, KnownLink, KnownOrganization, KnownToken } from "../../grace/known";
import type { Grace } from "../../grace/openGrace";
import type { FailureLimit } from "../../http/failureLimit";
import type { PlatformCallName } from "../../ingest/calls";
import type { Caller, OutageAnswer, OutageCalls } from "../../ingest/contracts";
import { RefusedError, refuse } from "../../ingest/refusal";
import { hashOf } from "../../settings/makeSecret";
import type { Pseudonyms } from "../../settings/pseudonyms";
import type { OrganizationContext } from "../rules/context";
import { Plan } from "../rules/plan";
import {
  answerRegistration,
  answerSessionStart,
  answerTokenCheck,
  answerUsage,
  parseDocument,
} from "./answers";
import type { CallLimit } from "./callLimit";
import { doWaitingCall, WaitingCall } from "./waitingCall";

interface OutageOptions {
  readonly pseudonyms: Pick<Pseudonyms, "instanceKey" | "secret" | "unseal">;
  readonly grace: Pick<Grace, "known">;
  /** Of wrong keys and tokens; its own, for nobody waits here for the database. */
  readonly limit: FailureLimit;
  /** Of calls with a right one. */
  readonly callLimit: CallLimit;
  readonly contextNow: () => OrganizationContext;
}

/** Whose key it is. */
interface Holder {
  readonly organization: KnownOrganization;
  readonly secretId: string;
}

/** Until the database has given an instance its number. Engines write it to their log and do nothing else with it. */
const noNumber = 0;

const answered = (body: object): OutageAnswer => ({ body, later: null });

/** The calls of `createPlatformCalls` while the database is away: answered from what is known, and done later. */
export function createOutageCalls({
  pseudonyms,
  grace,
  limit,
  callLimit,
  contextNow,
}: OutageOptions): OutageCalls {
  const identify = async <T>(
    { address }: Caller,
    find: () => T | null,
    reason: "unknown_org_key" | "unknown_access_token",
  ): Promise<T> => {
    const attempt = await limit.attempt(
      address,
      async () => find(),
      (found) => found === null,
    );
    if ("retryAfterSeconds" in attempt) throw new RefusedError(refuse("rate_limited_address", attempt));
    if (attempt.value === null) throw new RefusedError(refuse(reason));
    return attempt.value;
  };
  const findByKey = (known: KnownIndex, orgKey: string | undefined): Holder | null => {
    if (orgKey === undefined || orgKey === "") return null;
    const key = known.keys.get(hashOf({ pseudonyms }, orgKey));
    if (key === undefined || isOver(key.validUntil, contextNow().now)) return null;
    const organization = known.organizations.get(key.organizationId);
    return organization === undefined ? null : { organization, secretId: key.hash };
  };
  const findByToken = (known: KnownIndex, token: string | undefined): KnownToken | null =>
    token === undefined || token === "" ? null : (known.tokens.get(hashOf({ pseudonyms }, token)) ?? null);

  const holderOf = (known: KnownIndex, caller: Caller) =>
    identify(caller, () => findByKey(known, caller.orgKey), "unknown_org_key");
  const identifyObserver = (known: KnownIndex, caller: Caller) =>
    identify(
      caller,
      () => findByKey(known, caller.orgKey)?.secretId ?? findByToken(known, caller.accessToken)?.hash ?? null,
      (caller.orgKey ?? "") === "" ? "unknown_access_token" : "unknown_org_key",
    );

  /** @throws RefusedError for an instance that is known to be another organization's, or nobody's */
  const linkOf = (known: KnownIndex, organizationId: number, instanceId: string, key: string) => {
    const link = known.links.get(key);
    const isAnothers = link !== undefined && link.organizationId !== organizationId;
    if (isAnothers || isExampleInstanceId(instanceId)) throw new RefusedError(refuse("instance_of_another"));
    return link;
  };

  const calls: Record<PlatformCallName, (document: unknown, caller: Caller) => Promise<OutageAnswer>> = {
    async dblab_instance_register(document, caller) {
      const body = parseDocument(instanceRegister.body, document);
      const known = grace.known();
      const { organization, secretId } = await holderOf(known, caller);
      const instanceId = body.selfassigned_instance_id;
      const project = body.project_name?.trim() || null;
      const at = contextNow().now.toISOString();
      const key = pseudonyms.instanceKey(instanceId);
      await callLimit({ secretId, instanceKey: key });
      const link = linkOf(known, organization.id, instanceId, key);
      const named = {
        number: link?.number ?? noNumber,
        projectId: projectIdOf(known, organization.id, project, link),
        createdAt: link?.linkedAt ?? at,
      };
      return {
        body: answerRegistration(instanceId, Plan.parse(organization.plan), named),
        later: toLater({
          at,
          organizationId: organization.id,
          key,
          instanceId,
          registration: { project },
          usage: null,
        }),
      };
    },
    async telemetry_usage(document, caller) {
      const body = parseDocument(telemetryUsage.body, document);
      const known = grace.known();
      const { organization, secretId } = await holderOf(known, caller);
      const instanceId = body.selfassigned_instance_id;
      const key = pseudonyms.instanceKey(instanceId);
      await callLimit({ secretId, instanceKey: key });
      linkOf(known, organization.id, instanceId, key);
      return {
        body: answerUsage(organization),
        later: toLater({
          at: contextNow().now.toISOString(),
          organizationId: organization.id,
          key,
          instanceId,
          registration: null,
          usage: body.event_data,
        }),
      };
    },
    async dblab_token_check(document, caller) {
      const { token } = parseDocument(tokenCheck.body, document);
      const known = grace.known();
      const holder = await identify(caller, () => findByToken(known, token), "unknown_access_token");
      await callLimit({ secretId: holder.hash });
      const email = holder.isPersonal ? pseudonyms.unseal(holder.sealedEmail ?? "") : null;
      return answered(answerTokenCheck(holder, email));
    },
    async dblab_session_start(_, caller) {
      await callLimit({ secretId: await identifyObserver(grace.known(), caller) });
      return answered(answerSessionStart());
    },
    dblab_session_stop: answerObserver,
    dblab_session_upload_log: answerObserver,
    dblab_session_upload_artifact: answerObserver,
  };
  async function answerObserver(_: unknown, caller: Caller): Promise<OutageAnswer> {
    await callLimit({ secretId: await identifyObserver(grace.known(), caller) });
    return answered({});
  }

  return {
    answer: (call, document, caller) => calls[call](document, caller),
    doLater: (later) => doWaitingCall(contextNow(), WaitingCall.parse(JSON.parse(later))),
  };
}

const toLater = (waiting: WaitingCall) => JSON.stringify(waiting);

const isOver = (until: string | null, now: Date) => until !== null && new Date(until) <= now;

function projectIdOf(
  { projects }: KnownIndex,
  organizationId: number,
  named: string | null,
  link: KnownLink | undefined,
): number | null {
  if (named === null) return link?.projectId ?? null;
  const isIt = (one: KnownIndex["projects"][number]) =>
    one.organizationId === organizationId && one.name === named;
  return projects.find(isIt)?.id ?? null;
}
