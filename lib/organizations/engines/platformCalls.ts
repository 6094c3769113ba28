import { instanceRegister } from "../../catalogue/calls/instanceRegister";
import { telemetryUsage } from "../../catalogue/calls/telemetryUsage";
import { tokenCheck } from "../../catalogue/calls/tokenCheck";
import type { FailureLimit } from "../../http/failureLimit";
import type { PlatformCallName } from "../../ingest/calls";
import type { Caller, PlatformCalls } from "../../ingest/contracts";
import { RefusedError, refuse } from "../../ingest/refusal";
import type { Pseudonyms } from "../../settings/pseudonyms";
import { readOrganization } from "../account/readOrganization";
import type { KeyHolder, KeyRing } from "../keys/keyRing";
import { linkInstance } from "../links/linkInstance";
import type { Owners } from "../links/owners";
import type { OrganizationContext } from "../rules/context";
import { findToken } from "../tokens/findToken";
import { readTokenEmail } from "../tokens/tokenEmail";
import { recordUsage } from "../usage/recordUsage";
import {
  answerRegistration,
  answerSessionStart,
  answerTokenCheck,
  answerUsage,
  parseDocument,
} from "./answers";
import type { CallLimit } from "./callLimit";

interface PlatformOptions {
  readonly pseudonyms: Pick<Pseudonyms, "instanceKey">;
  readonly keyRing: KeyRing;
  /** Told who sends a key. */
  readonly owners: Pick<Owners, "note">;
  /** Of wrong keys and tokens. */
  readonly limit: FailureLimit;
  /** Of calls with a right one. */
  readonly callLimit: CallLimit;
  /** What an engine calls with, at the moment of the call. */
  readonly contextNow: () => OrganizationContext;
}

/**
 * The calls of an engine that has an organization's key or token, as engine 3.4 and newer make them.
 * @returns a function that gives the answer's body, or rejects with a RefusedError
 */
export function createPlatformCalls({
  pseudonyms,
  keyRing,
  owners,
  limit,
  callLimit,
  contextNow,
}: PlatformOptions): PlatformCalls {
  /** @throws RefusedError for a wrong one, and for a client that tried too many wrong ones */
  const identify = async <T>(
    caller: Caller,
    find: () => Promise<T | null>,
    reason: "unknown_org_key" | "unknown_access_token",
  ): Promise<T> => {
    const attempt = await limit.attempt(caller.address, find, (found) => found === null);
    if ("retryAfterSeconds" in attempt) throw new RefusedError(refuse("rate_limited_address", attempt));
    if (attempt.value === null) throw new RefusedError(refuse(reason));
    return attempt.value;
  };
  const holderOf = (caller: Caller): Promise<KeyHolder> => {
    const { orgKey } = caller;
    if (orgKey === undefined || orgKey === "") throw new RefusedError(refuse("unknown_org_key"));
    return identify(caller, () => keyRing.find(orgKey), "unknown_org_key");
  };
  /** Who calls the observer's calls: either will do, for engines before 3.4 have no key. */
  const identifyObserver = async (caller: Caller): Promise<void> => {
    const { orgKey = "", accessToken = "" } = caller;
    const find = async () =>
      (orgKey === "" ? null : (await keyRing.find(orgKey))?.keyId) ??
      (accessToken === "" ? null : (await findToken(contextNow(), { value: accessToken }))?.tokenId) ??
      null;
    const secretId = await identify(caller, find, orgKey === "" ? "unknown_access_token" : "unknown_org_key");
    await callLimit({ secretId });
  };
  const answerObserver = async (caller: Caller) => {
    await identifyObserver(caller);
    return {};
  };
  const link = async (
    holder: KeyHolder,
    instanceId: string,
    registration: { project: string | null } | null,
  ) => {
    const key = pseudonyms.instanceKey(instanceId);
    await callLimit({ secretId: holder.keyId, instanceKey: key });
    const linked = await linkInstance(contextNow(), { ...holder, key, instanceId, registration });
    if (linked === null) throw new RefusedError(refuse("instance_of_another"));
    owners.note(key, holder.organizationId);
    return { key, ...linked };
  };

  const calls: Record<PlatformCallName, (document: unknown, caller: Caller) => Promise<object>> = {
    async dblab_instance_register(document, caller) {
      const body = parseDocument(instanceRegister.body, document);
      const holder = await holderOf(caller);
      const project = body.project_name?.trim() || null;
      const linked = await link(holder, body.selfassigned_instance_id, { project });
      return answerRegistration(body.selfassigned_instance_id, holder.plan, linked);
    },
    async telemetry_usage(document, caller) {
      const body = parseDocument(telemetryUsage.body, document);
      const holder = await holderOf(caller);
      const { key } = await link(holder, body.selfassigned_instance_id, null);
      const { organizationId } = holder;
      const context = contextNow();
      await recordUsage(context, { key, organizationId, usage: body.event_data });
      const organization = await readOrganization(context, { id: organizationId });
      if (organization === null) throw new RefusedError(refuse("unknown_org_key"));
      return answerUsage(organization);
    },
    async dblab_token_check(document, caller) {
      const { token } = parseDocument(tokenCheck.body, document);
      const holder = await identify(
        caller,
        () => findToken(contextNow(), { value: token }),
        "unknown_access_token",
      );
      await callLimit({ secretId: holder.tokenId });
      return answerTokenCheck(holder, holder.isPersonal ? await readTokenEmail(contextNow(), holder) : null);
    },
    async dblab_session_start(_, caller) {
      await identifyObserver(caller);
      return answerSessionStart();
    },
    dblab_session_stop: (_, caller) => answerObserver(caller),
    dblab_session_upload_log: (_, caller) => answerObserver(caller),
    dblab_session_upload_artifact: (_, caller) => answerObserver(caller),
  };
  return (call, document, caller) => calls[call](document, caller);
}
