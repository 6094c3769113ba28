import { z } from "zod";
import { issueToken, listTokens, revokeToken } from "../../lib/organizations/tokens/tokens";
import { defineCommand } from "./command";
import { organizationOf } from "./organizationCommands";
import { table, time } from "./table";

export const tokenCommands = [
  defineCommand({
    name: "token list",
    parameters: ["alias"],
    about: "Access tokens of an organization: their names and last four characters, never the whole",
    given: z.object({ alias: z.string() }),
    async run(context, { alias }) {
      const tokens = await listTokens(context.database, (await organizationOf(context, alias)).id);
      return {
        json: tokens,
        text: table(
          ["id", "name", "kind", "ends with", "created", "last used", "revoked"],
          tokens.map(({ id, name, isPersonal, hint, createdAt, lastUsedAt, revokedAt }) => [
            id,
            name,
            isPersonal ? "personal" : "organization",
            `…${hint}`,
            time(createdAt),
            time(lastUsedAt),
            time(revokedAt),
          ]),
          "no tokens",
        ),
      };
    },
  }),
  defineCommand({
    name: "token issue",
    parameters: ["alias"],
    options: { name: { type: "string" }, personal: { type: "boolean", default: false } },
    optionsUsage: "--name <name> [--personal]",
    about: "Issues an access token for /org, the API or an engine, and prints it this once",
    given: z.object({ alias: z.string(), name: z.string("is missing"), personal: z.boolean() }),
    async run(context, { alias, name, personal }) {
      const { id } = await organizationOf(context, alias);
      const made = await issueToken(context.database, id, { name, isPersonal: personal }, context);
      return { json: made, text: made.value, note: `token ${made.id} of ${alias}; it is shown this once` };
    },
  }),
  defineCommand({
    name: "token revoke",
    parameters: ["alias", "id"],
    about: "Ends an access token at once, and every session it opened",
    given: z.object({ alias: z.string(), id: z.uuid("must be an id of token list") }),
    async run(context, { alias, id }) {
      await revokeToken(context.database, (await organizationOf(context, alias)).id, id, context);
      return { json: { id }, text: `token ${id} has ended` };
    },
  }),
];
