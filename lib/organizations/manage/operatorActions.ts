import { z } from "zod";
import { readOrganizationInstance } from "../instances/linkedInstances";
import { unlinkInstance } from "../instances/linkInstance";
import { issueKey, revokeKey, rotateKey } from "../keys/keys";
import type { Organizations } from "../openOrganizations";
import { issueToken, revokeToken } from "../tokens/tokens";
import { type Organization, OrganizationError, planSchema } from "../types";
import { changeBilling, changePlan } from "./organizations";

/** Who the operator is in audit logs. */
export const operatorActor = "operator";

/** What a form of the operator's page of an organization may ask for; the last part of its address. */
export const operatorActions = [
  "plan",
  "billing",
  "issue-key",
  "rotate-key",
  "revoke-key",
  "issue-token",
  "revoke-token",
  "unlink",
] as const;

export type OperatorAction = (typeof operatorActions)[number];

/** A new secret and whose it is; null where nothing was made. */
export type OperatorOutcome = { readonly title: string; readonly value: string } | null;

type Fields = Pick<URLSearchParams, "get">;

/**
 * Does what the operator asked for with an organization, and writes it into its audit log.
 * @throws OrganizationError where a field cannot be used, or what it names is not there
 */
export async function doAsOperator(
  action: OperatorAction,
  organization: Organization,
  fields: Fields,
  { database, pseudonyms, now }: Pick<Organizations, "database" | "pseudonyms" | "now">,
): Promise<OperatorOutcome> {
  const { id, name } = organization;
  const by = { pseudonyms, actor: operatorActor, now: now() };
  switch (action) {
    case "plan":
      await changePlan(database, id, read(planSchema, fields.get("plan")), by);
      return null;
    case "billing":
      await changeBilling(database, id, read(stateSchema, fields.get("state")) === "on", by);
      return null;
    case "issue-key":
      return { title: `Key of ${name}`, value: (await issueKey(database, id, by)).value };
    case "rotate-key": {
      const overlapHours = read(hoursSchema, fields.get("hours"));
      return {
        title: `New key of ${name}`,
        value: (await rotateKey(database, id, { ...by, overlapHours })).value,
      };
    }
    case "revoke-key":
      await revokeKey(database, id, read(idSchema, fields.get("id")), by);
      return null;
    case "issue-token": {
      const wanted = { name: fields.get("name") ?? "", isPersonal: fields.get("personal") === "on" };
      return {
        title: `Access token of ${name}`,
        value: (await issueToken(database, id, wanted, by)).value,
      };
    }
    case "revoke-token":
      await revokeToken(database, id, read(idSchema, fields.get("id")), by);
      return null;
    case "unlink": {
      const number = read(numberSchema, fields.get("number"));
      const instance = await readOrganizationInstance(database, id, number);
      if (instance === null || !(await unlinkInstance(database, id, instance.key, by))) {
        throw new OrganizationError("no instance has this number");
      }
      return null;
    }
  }
}

const stateSchema = z.enum(["on", "off"]);
const idSchema = z.uuid();
const hoursSchema = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);
const numberSchema = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

function read<Value>(schema: z.ZodType<Value>, value: string | null): Value {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new OrganizationError("a field of the form cannot be used");
  return parsed.data;
}
