import { z } from "zod";
import { listGrants } from "../../lib/organizations/grants/grants";
import {
  addSupportMember,
  listSupportMembers,
  removeSupportMember,
} from "../../lib/organizations/grants/support";
import { listOrganizations } from "../../lib/organizations/manage/organizations";
import { defineCommand } from "./command";
import { organizationOf } from "./organizationCommands";
import { table, time } from "./table";

export const supportCommands = [
  defineCommand({
    name: "grant list",
    parameters: [],
    options: { org: { type: "string" } },
    optionsUsage: "[--org <alias>]",
    about: "Which organizations let support look at instances, and until when; newest first",
    given: z.object({ org: z.string().optional() }),
    async run({ database, now }, { org }) {
      const only = org === undefined ? null : (await organizationOf({ database }, org)).id;
      const aliases = new Map((await listOrganizations(database)).map(({ id, alias }) => [id, alias]));
      const grants = (await listGrants(database, only, { now })).map((grant) => ({
        id: grant.id,
        organization: aliases.get(grant.organizationId) ?? "",
        state: grant.state,
        grantedAt: grant.grantedAt,
        endsAt: grant.endsAt,
        revokedAt: grant.revokedAt,
        instances: grant.instances.length,
      }));
      return {
        json: grants,
        text: table(
          ["id", "organization", "state", "granted", "until", "instances"],
          grants.map(({ id, organization, state, grantedAt, endsAt, revokedAt, instances }) => [
            id,
            organization,
            state,
            time(grantedAt),
            time(revokedAt ?? endsAt),
            String(instances),
          ]),
          "no grants",
        ),
      };
    },
  }),
  defineCommand({
    name: "support list",
    parameters: [],
    about: "Members of support",
    given: z.object({}),
    async run({ database }) {
      const members = await listSupportMembers(database);
      return {
        json: members,
        text: table(
          ["id", "name", "token ends with", "added", "last used", "removed"],
          members.map(({ id, name, hint, createdAt, lastUsedAt, revokedAt }) => [
            id,
            name,
            `…${hint}`,
            time(createdAt),
            time(lastUsedAt),
            time(revokedAt),
          ]),
          "no members",
        ),
      };
    },
  }),
  defineCommand({
    name: "support add",
    parameters: ["name"],
    about: "Adds a member of support and prints their token this once",
    given: z.object({ name: z.string() }),
    async run(context, { name }) {
      const made = await addSupportMember(context.database, name, context);
      return {
        json: made,
        text: made.value,
        note: `token of member ${made.id}; it is shown this once. It opens nothing without an organization's grant`,
      };
    },
  }),
  defineCommand({
    name: "support remove",
    parameters: ["id"],
    about: "Ends a member's access at once",
    given: z.object({ id: z.uuid("must be an id of support list") }),
    async run({ database, now }, { id }) {
      await removeSupportMember(database, id, now);
      return { json: { id }, text: `member ${id} is removed` };
    },
  }),
];
