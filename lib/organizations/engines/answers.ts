import { randomInt } from "node:crypto";
import type { z } from "zod";
import type { instanceRegister } from "../../catalogue/calls/instanceRegister";
import type { telemetryUsage } from "../../catalogue/calls/telemetryUsage";
import type { tokenCheck } from "../../catalogue/calls/tokenCheck";
import { RefusedError, refuse } from "../../ingest/refusal";
import type { Organization } from "../account/organization";
import type { Link } from "../links/linkInstance";
import type { Plan } from "../rules/plan";

/** What engines are told, whether the database says it or, while that is away, our memory. */

type Registered = z.input<typeof instanceRegister.answer>;
type Reported = z.input<typeof telemetryUsage.answer>;
type Checked = z.input<typeof tokenCheck.answer>;

export function answerRegistration(instanceId: string, plan: Plan, link: Link): Registered {
  return {
    id: link.number,
    project_id: link.projectId ?? 0,
    selfassigned_instance_id: instanceId,
    plan,
    created_at: link.createdAt,
  };
}

export function answerUsage({
  id,
  name,
  alias,
  billingActive,
  privilegedUntil,
}: Omit<Organization, "plan" | "createdAt">): Reported {
  const privilege = privilegedUntil === null ? {} : { priveleged_until: privilegedUntil };
  return { result: "ok", billing_active: billingActive, recognized_org: { id, name, alias, ...privilege } };
}

export function answerTokenCheck(
  { organizationId, isPersonal }: { readonly organizationId: number; readonly isPersonal: boolean },
  email: string | null,
): Checked {
  return { org_id: organizationId, is_personal: isPersonal, ...(email === null ? {} : { email }) };
}

/** A session's number is kept nowhere: whatever session later calls name, they are answered alike. */
export function answerSessionStart(): { readonly id: number } {
  return { id: randomInt(1, 2 ** 47) };
}

/** A call's document as declared. @throws RefusedError with the field that is wrong */
export function parseDocument<Schema extends z.ZodType>(schema: Schema, document: unknown): z.output<Schema> {
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
