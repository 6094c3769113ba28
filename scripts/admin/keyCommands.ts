import { z } from "zod";
import {
  issueKey,
  listKeys,
  longestOverlapHours,
  revokeKey,
  rotateKey,
} from "../../lib/organizations/keys/keys";
import { defineCommand } from "./command";
import { organizationOf } from "./organizationCommands";
import { table, time } from "./table";

const aliasSchema = z.object({ alias: z.string() });

/** For so long both keys are valid, unless said otherwise. */
const usualOverlapHours = "24";

export const keyCommands = [
  defineCommand({
    name: "key list",
    parameters: ["alias"],
    about: "Keys that engines send as Org-Key: their last four characters, never the whole",
    given: aliasSchema,
    async run(context, { alias }) {
      const keys = await listKeys(context.database, (await organizationOf(context, alias)).id);
      return {
        json: keys,
        text: table(
          ["id", "ends with", "created", "valid until", "last used"],
          keys.map(({ id, hint, createdAt, validUntil, lastUsedOn }) => [
            id,
            `…${hint}`,
            time(createdAt),
            time(validUntil, "for good"),
            lastUsedOn ?? "–",
          ]),
          "no keys",
        ),
      };
    },
  }),
  defineCommand({
    name: "key issue",
    parameters: ["alias"],
    about: "Issues a key beside those that are there, and prints it this once",
    given: aliasSchema,
    async run(context, { alias }) {
      const made = await issueKey(context.database, (await organizationOf(context, alias)).id, context);
      return { json: made, text: made.value, note: `key ${made.id} of ${alias}; it is shown this once` };
    },
  }),
  defineCommand({
    name: "key rotate",
    parameters: ["alias"],
    options: { "overlap-hours": { type: "string", default: usualOverlapHours } },
    optionsUsage: "[--overlap-hours <hours>]",
    about: `Issues a key, prints it this once, and ends all others after some hours (${usualOverlapHours}, at most ${longestOverlapHours})`,
    given: z.object({
      alias: z.string(),
      "overlap-hours": z
        .string()
        .regex(/^\d+(\.\d+)?$/, "must be a number")
        .transform(Number),
    }),
    async run(context, { alias, "overlap-hours": overlapHours }) {
      const { id } = await organizationOf(context, alias);
      const made = await rotateKey(context.database, id, { ...context, overlapHours });
      return {
        json: made,
        text: made.value,
        note: `key ${made.id} of ${alias}; it is shown this once. The others end in ${overlapHours} hours`,
      };
    },
  }),
  defineCommand({
    name: "key revoke",
    parameters: ["alias", "id"],
    about: "Ends a key at once",
    given: z.object({ alias: z.string(), id: z.uuid("must be an id of key list") }),
    async run(context, { alias, id }) {
      await revokeKey(context.database, (await organizationOf(context, alias)).id, id, context);
      return { json: { id }, text: `key ${id} has ended` };
    },
  }),
];
