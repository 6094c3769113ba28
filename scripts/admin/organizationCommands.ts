import { z } from "zod";
import { listOrganizationSummaries } from "../../lib/organizations/manage/listOrganizationSummaries";
import {
  changeBilling,
  changePlan,
  createOrganization,
  readOrganization,
} from "../../lib/organizations/manage/organizations";
import { type Organization, OrganizationError, planSchema, plans } from "../../lib/organizations/types";
import { type AdminContext, defineCommand } from "./command";
import { table } from "./table";

/** The organization of that alias. @throws OrganizationError where there is none */
export async function organizationOf(
  { database }: Pick<AdminContext, "database">,
  alias: string,
): Promise<Organization> {
  const organization = await readOrganization(database, alias);
  if (organization === null) throw new OrganizationError(`no organization has the alias ${alias}`);
  return organization;
}

const planWords = plans.join("|");

export const organizationCommands = [
  defineCommand({
    name: "org list",
    parameters: [],
    about: "All organizations",
    given: z.object({}),
    async run({ database, now }) {
      const organizations = await listOrganizationSummaries(database, now);
      return {
        json: organizations,
        text: table(
          ["alias", "name", "plan", "billing", "instances", "valid keys"],
          organizations.map(({ alias, name, plan, billingActive, instances, validKeys }) => [
            alias,
            name,
            plan,
            billingActive ? "on" : "off",
            String(instances),
            String(validKeys),
          ]),
          "no organizations",
        ),
      };
    },
  }),
  defineCommand({
    name: "org create",
    parameters: ["alias"],
    options: { name: { type: "string" }, plan: { type: "string" } },
    optionsUsage: `--name <name> --plan ${planWords}`,
    about: "Creates an organization",
    given: z.object({ alias: z.string(), name: z.string("is missing"), plan: planSchema }),
    async run(context, wanted) {
      const organization = await createOrganization(context.database, wanted, context);
      return { json: organization, text: `${organization.alias} was created` };
    },
  }),
  defineCommand({
    name: "org plan",
    parameters: ["alias", "plan"],
    about: `Changes the plan (${plans.join(", ")}) and with it the edition of the organization's instances`,
    given: z.object({ alias: z.string(), plan: planSchema }),
    async run(context, { alias, plan }) {
      const { id } = await organizationOf(context, alias);
      await changePlan(context.database, id, plan, context);
      return { json: { alias, plan }, text: `${alias} has the plan ${plan}` };
    },
  }),
  defineCommand({
    name: "org billing",
    parameters: ["alias", "state"],
    about: "Switches billing on or off; engines are told with their next usage report",
    given: z.object({ alias: z.string(), state: z.enum(["on", "off"], "must be on or off") }),
    async run(context, { alias, state }) {
      const { id } = await organizationOf(context, alias);
      await changeBilling(context.database, id, state === "on", context);
      return { json: { alias, billingActive: state === "on" }, text: `billing of ${alias} is ${state}` };
    },
  }),
];
