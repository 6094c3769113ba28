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
import { answerList, ListById, listOptions, listUsage } from "./listCommand";
import { time } from "./table";

export const supportCommands = [
  defineCommand({
    name: "grant list",
    parameters: [],
    options: { org: { type: "string" }, ...listOptions },
    optionsUsage: `[--org <alias>] ${listUsage}`,
    about: "Which organizations let support look at instances, and until when; newest first",
    given: ListById.extend({ org: z.string().optional() }),
    async run(context, { org, ...given }) {
      const organizationId = org === undefined ? null : (await findOrganization(context, { alias: org })).id;
      return answerList(given, {
        read: async (part) =>
          (await listGrants(context, { organizationId, part })).map((grant) => ({
            id: grant.id,
            organization: grant.alias,
            state: grant.state,
            grantedAt: grant.grantedAt,
            endsAt: grant.endsAt,
            revokedAt: grant.revokedAt,
            instances: grant.instances.length,
          })),
        placeOf: ({ id }) => id,
        titles: ["id", "organization", "state", "granted", "until", "instances"],
        cells: ({ id, organization, state, grantedAt, endsAt, revokedAt, instances }) => [
          id,
          organization,
          state,
          time(grantedAt),
          time(revokedAt ?? endsAt),
          String(instances),
        ],
        empty: "no grants",
      });
    },
  }),
  defineCommand({
    name: "support list",
    parameters: [],
    options: listOptions,
    optionsUsage: listUsage,
    about: "Members of support, by name",
    given: ListById,
    run: (context, given) =>
      answerList(given, {
        read: (part) => listSupportMembers(context, { part }),
        placeOf: ({ id }) => id,
        titles: ["id", "name", "token ends with", "added", "last used", "removed"],
        cells: ({ id, name, hint, createdAt, lastUsedAt, revokedAt }) => [
          id,
          name,
          `…${hint}`,
          time(createdAt),
          time(lastUsedAt),
          time(revokedAt),
        ],
        empty: "no members",
      }),
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
