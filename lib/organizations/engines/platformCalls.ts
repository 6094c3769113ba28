import { z } from "zod";
import { instanceIdSchema } from "../../catalogue";
import type { FailureLimit } from "../../http/failureLimit";
import { about } from "../../http/json";
import type { PlatformCallName } from "../../ingest/calls";
import type { Caller, PlatformCalls } from "../../ingest/ingest";
import { RefusedError, refuse } from "../../ingest/refusal";
import type { Pseudonyms } from "../../settings/pseudonyms";
import { readOrganization } from "../account/readOrganization";
import type { KeyHolder, KeyRing } from "../keys/keyRing";
import { linkInstance } from "../links/linkInstance";
import type { OrganizationContext } from "../rules/context";
import { findToken } from "../tokens/findToken";
import { recordUsage, Usage } from "../usage/recordUsage";

const instanceId = about(instanceIdSchema, "The engine's instance ID.");

/** What each call takes. */
export const platformBodies = {
  dblab_instance_register: z.object({
    selfassigned_instance_id: instanceId,
    project_name: about(
      z.string().max(200, "must have at most 200 characters").optional(),
      "The project the engine is for.",
    ),
  }),
  telemetry_usage: z.object({ selfassigned_instance_id: instanceId, event_data: Usage }),
  dblab_token_check: z.object({
    token: about(z.string().min(1, "must not be empty").max(256, "is too long"), "An access token."),
  }),
} as const satisfies Record<PlatformCallName, z.ZodType>;

interface PlatformOptions {
  readonly pseudonyms: Pick<Pseudonyms, "instanceKey">;
  readonly keyRing: KeyRing;
  /** Of wrong keys and tokens. */
  readonly limit: FailureLimit;
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
  limit,
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
  const link = async (
    holder: KeyHolder,
    instanceId: string,
    registration: { project: string | null } | null,
  ) => {
    const key = pseudonyms.instanceKey(instanceId);
    const linked = await linkInstance(contextNow(), { ...holder, key, instanceId, registration });
    if (linked === null) throw new RefusedError(refuse("instance_of_another"));
    return { key, ...linked };
  };

  const calls: Record<PlatformCallName, (document: unknown, caller: Caller) => Promise<object>> = {
    async dblab_instance_register(document, caller) {
      const body = parse(platformBodies.dblab_instance_register, document);
      const holder = await holderOf(caller);
      const project = body.project_name?.trim() || null;
      const linked = await link(holder, body.selfassigned_instance_id, { project });
      return {
        id: linked.number,
        project_id: linked.projectId ?? 0,
        selfassigned_instance_id: body.selfassigned_instance_id,
        plan: holder.plan,
        created_at: linked.createdAt,
      };
    },
    async telemetry_usage(document, caller) {
      const body = parse(platformBodies.telemetry_usage, document);
      const holder = await holderOf(caller);
      const { key } = await link(holder, body.selfassigned_instance_id, null);
      const { organizationId } = holder;
      const context = contextNow();
      await recordUsage(context, { key, organizationId, usage: body.event_data });
      const organization = await readOrganization(context, { id: organizationId });
      if (organization === null) throw new RefusedError(refuse("unknown_org_key"));
      const { id, name, alias, billingActive } = organization;
      return { result: "ok", billing_active: billingActive, recognized_org: { id, name, alias } };
    },
    async dblab_token_check(document, caller) {
      const { token } = parse(platformBodies.dblab_token_check, document);
      const holder = await identify(
        caller,
        () => findToken(contextNow(), { value: token }),
        "unknown_access_token",
      );
      return { org_id: holder.organizationId, is_personal: holder.isPersonal };
    },
  };
  return (call, document, caller) => calls[call](document, caller);
}

function parse<Schema extends z.ZodType>(schema: Schema, document: unknown): z.output<Schema> {
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  throw new RefusedError(
    refuse("invalid_request", {
      message: field === "" ? "The body must be a JSON object" : `${field}: ${issue?.message}`,
      field,
    }),
  );
}
