import { z } from "zod";
import { issueKey } from "../../lib/organizations/keys/issueKey";
import { listKeys } from "../../lib/organizations/keys/listKeys";
import { RevokeKey, revokeKey } from "../../lib/organizations/keys/revokeKey";
import { RotateKey, rotateKey } from "../../lib/organizations/keys/rotateKey";
import { limits } from "../../lib/organizations/rules/limits";
import { defineOrganizationCommand } from "./command";
import { answerList, ListById, listOptions, listUsage } from "./listCommand";
import { time } from "./table";

/** For so long both keys are valid, unless said otherwise. */
const usualOverlapHours = "24";

export const keyCommands = [
  defineOrganizationCommand({
    name: "key list",
    parameters: [],
    options: listOptions,
    optionsUsage: listUsage,
    about: "Keys that engines send as Org-Key, newest first: their last four characters, never the whole",
    given: ListById,
    run: (context, { organizationId, ...given }) =>
      answerList(given, {
        read: (part) => listKeys(context, { organizationId, part }),
        placeOf: ({ id }) => id,
        titles: ["id", "ends with", "created", "valid until", "last used"],
        cells: ({ id, hint, createdAt, validUntil, lastUsedOn }) => [
          id,
          `…${hint}`,
          time(createdAt),
          time(validUntil, "for good"),
          lastUsedOn ?? "–",
        ],
        empty: "no keys",
      }),
  }),
  defineOrganizationCommand({
    name: "key issue",
    parameters: [],
    about: "Issues a key beside those that are there, and prints it this once",
    given: z.object({}),
    async run(context, { organization: { alias }, organizationId }) {
      const made = await issueKey(context, { organizationId });
      return { json: made, text: made.value, note: `key ${made.id} of ${alias}; it is shown this once` };
    },
  }),
  defineOrganizationCommand({
    name: "key rotate",
    parameters: [],
    options: { "overlap-hours": { type: "string", default: usualOverlapHours } },
    optionsUsage: "[--overlap-hours <hours>]",
    about: `Issues a key, prints it this once, and ends all others after some hours (${usualOverlapHours}, at most ${limits.overlapHours})`,
    given: z.object({ "overlap-hours": RotateKey.shape.hours }),
    async run(context, { organization: { alias }, organizationId, "overlap-hours": hours }) {
      const made = await rotateKey(context, { organizationId, hours });
      return {
        json: made,
        text: made.value,
        note: `key ${made.id} of ${alias}; it is shown this once. The others end in ${hours} hours`,
      };
    },
  }),
  defineOrganizationCommand({
    name: "key revoke",
    parameters: ["id"],
    about: "Ends a key at once",
    given: RevokeKey.pick({ id: true }),
    async run(context, { organizationId, id }) {
      await revokeKey(context, { organizationId, id });
      return { json: { id }, text: `key ${id} has ended` };
    },
  }),
];
