import { z } from "zod";
import { ChangeBilling, changeBilling } from "../../lib/organizations/account/changeBilling";
import { ChangePlan, changePlan } from "../../lib/organizations/account/changePlan";
import { ChangePrivilege, changePrivilege } from "../../lib/organizations/account/changePrivilege";
import { CreateOrganization, createOrganization } from "../../lib/organizations/account/createOrganization";
import { listOrganizationSummaries } from "../../lib/organizations/account/listOrganizationSummaries";
import { plans } from "../../lib/organizations/rules/plan";
import { defineCommand, defineOrganizationCommand } from "./command";
import { answerList, ListByAlias, listOptions, listUsage } from "./listCommand";

export const organizationCommands = [
  defineCommand({
    name: "org list",
    parameters: [],
    options: listOptions,
    optionsUsage: listUsage,
    about: "Organizations, by alias",
    given: ListByAlias,
    run: (context, given) =>
      answerList(given, {
        read: (part) => listOrganizationSummaries(context, { part }),
        placeOf: ({ alias }) => alias,
        titles: ["alias", "name", "plan", "billing", "instances", "valid keys"],
        cells: ({ alias, name, plan, billingActive, instances, validKeys }) => [
          alias,
          name,
          plan,
          billingActive ? "on" : "off",
          String(instances),
          String(validKeys),
        ],
        empty: "no organizations",
      }),
  }),
  defineCommand({
    name: "org create",
    parameters: ["alias"],
    options: { name: { type: "string" }, plan: { type: "string" } },
    optionsUsage: `--name <name> --plan ${plans.join("|")}`,
    about: "Creates an organization",
    given: CreateOrganization,
    async run(context, wanted) {
      const organization = await createOrganization(context, wanted);
      return { json: organization, text: `${organization.alias} was created` };
    },
  }),
  defineOrganizationCommand({
    name: "org plan",
    parameters: ["plan"],
    about: `Changes the plan (${plans.join(", ")}) and with it the edition of the organization's instances`,
    given: ChangePlan.pick({ plan: true }),
    async run(context, { organization: { alias }, organizationId, plan }) {
      await changePlan(context, { organizationId, plan });
      return { json: { alias, plan }, text: `${alias} has the plan ${plan}` };
    },
  }),
  defineOrganizationCommand({
    name: "org privilege",
    parameters: ["until"],
    about: "Says until which day (YYYY-MM-DD, or none) an organization has privileges; engines are told",
    given: z.object({
      until: z.preprocess((day) => (day === "none" ? "" : day), ChangePrivilege.shape.until),
    }),
    async run(context, { organization: { alias }, organizationId, until }) {
      await changePrivilege(context, { organizationId, until });
      const privilegedUntil = until || null;
      return { json: { alias, privilegedUntil }, text: `${alias} is privileged until ${until || "no day"}` };
    },
  }),
  defineOrganizationCommand({
    name: "org billing",
    parameters: ["state"],
    about: "Switches billing on or off; engines are told with their next usage report",
    given: ChangeBilling.pick({ state: true }),
    async run(context, { organization: { alias }, organizationId, state }) {
      await changeBilling(context, { organizationId, state });
      return { json: { alias, billingActive: state === "on" }, text: `billing of ${alias} is ${state}` };
    },
  }),
];
