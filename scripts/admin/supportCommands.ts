import { z } from "zod";
import { findOrganization } from "../../lib/organizations/account/readOrganization";
import { listGrants } from "../../lib/organizations/grants/listGrants";
import { AddSupportMember, addSupportMember } from "../../lib/organizations/support/addSupportMember";
import { listSupportMembers } from "../../lib/organizations/support/listSupportMembers";
import {
  RemoveSupportMember,
  removeSupportMember,
} from "../../lib/organizations/support/removeSupportMember";
import { defineCommand } from "./command";
import { table, time } from "./table";

export const supportCommands = [
  defineCommand({
    name: "grant list",
    parameters: [],
    options: { org: { type: "string" } },
    optionsUsage: "[--org <alias>]",
    about: "Which organizations let support look at instances, and until when; newest first",
    given: z.object({ org: z.string().optional() }),
    async run(context, { org }) {
      const organizationId = org === undefined ? null : (await findOrganization(context, { alias: org })).id;
      const grants = (await listGrants(context, { organizationId })).map((grant) => ({
        id: grant.id,
        organization: grant.alias,
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
    async run(context) {
      const members = await listSupportMembers(context);
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
    given: AddSupportMember,
    async run(context, wanted) {
      const made = await addSupportMember(context, wanted);
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
    given: RemoveSupportMember,
    async run(context, { id }) {
      await removeSupportMember(context, { id });
      return { json: { id }, text: `member ${id} is removed` };
    },
  }),
];
