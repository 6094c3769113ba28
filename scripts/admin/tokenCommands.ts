import { z } from "zod";
import { IssueToken, issueToken } from "../../lib/organizations/tokens/issueToken";
import { listTokens } from "../../lib/organizations/tokens/listTokens";
import { RevokeToken, revokeToken } from "../../lib/organizations/tokens/revokeToken";
import { defineOrganizationCommand } from "./command";
import { answerList, ListById, listOptions, listUsage } from "./listCommand";
import { time } from "./table";

export const tokenCommands = [
  defineOrganizationCommand({
    name: "token list",
    parameters: [],
    options: listOptions,
    optionsUsage: listUsage,
    about:
      "Access tokens of an organization, newest first: their names and last four characters, never the whole",
    given: ListById,
    run: (context, { organizationId, ...given }) =>
      answerList(given, {
        read: (part) => listTokens(context, { organizationId, part }),
        placeOf: ({ id }) => id,
        titles: ["id", "name", "kind", "ends with", "created", "last used", "revoked"],
        cells: ({ id, name, isPersonal, hint, createdAt, lastUsedAt, revokedAt }) => [
          id,
          name,
          isPersonal ? "personal" : "organization",
          `…${hint}`,
          time(createdAt),
          time(lastUsedAt),
          time(revokedAt),
        ],
        empty: "no tokens",
      }),
  }),
  defineOrganizationCommand({
    name: "token issue",
    parameters: [],
    options: {
      name: { type: "string" },
      personal: { type: "boolean", default: false },
      email: { type: "string" },
    },
    optionsUsage: "--name <name> [--personal [--email <address>]]",
    about: "Issues an access token for /org, the API or an engine, and prints it this once",
    given: z.object({
      name: IssueToken.shape.name,
      personal: IssueToken.shape.isPersonal,
      email: IssueToken.shape.email,
    }),
    async run(context, { organization: { alias }, organizationId, name, personal: isPersonal, email }) {
      const made = await issueToken(context, { organizationId, name, isPersonal, email: email ?? null });
      return { json: made, text: made.value, note: `token ${made.id} of ${alias}; it is shown this once` };
    },
  }),
  defineOrganizationCommand({
    name: "token revoke",
    parameters: ["id"],
    about: "Ends an access token at once, and every session it opened",
    given: RevokeToken.pick({ id: true }),
    async run(context, { organizationId, id }) {
      await revokeToken(context, { organizationId, id });
      return { json: { id }, text: `token ${id} has ended` };
    },
  }),
];
