import { findOrganization } from "../../lib/organizations/account/readOrganization";
import { revokeSender as revokeOfOrganization } from "../../lib/organizations/senders/revokeSender";
import { IssueSender, issueSender } from "../../lib/senders/issueSender";
import { listSenders } from "../../lib/senders/listSenders";
import { RevokeSender, revokeSender } from "../../lib/senders/revokeSender";
import { defineCommand, NotDone } from "./command";
import { answerList, ListById, listOptions, listUsage } from "./listCommand";
import { time } from "./table";

export const senderCommands = [
  defineCommand({
    name: "sender list",
    parameters: [],
    options: listOptions,
    optionsUsage: listUsage,
    about:
      "Relays and importers whose times of events are believed, newest first: their tokens' last four characters",
    given: ListById,
    run: (context, given) =>
      answerList(given, {
        read: (part) => listSenders(context, { part }),
        placeOf: ({ id }) => id,
        titles: ["id", "name", "of", "token ends with", "issued", "last history", "revoked"],
        cells: ({ id, name, organization, hint, issuedAt, lastHistoryAt, revokedAt }) => [
          id,
          name,
          organization ?? "the operator",
          `…${hint}`,
          time(issuedAt),
          time(lastHistoryAt),
          time(revokedAt),
        ],
        empty: "no senders",
      }),
  }),
  defineCommand({
    name: "sender issue",
    parameters: ["name"],
    about: "Trusts a relay or an importer: its events count by their own times. Prints its token this once",
    given: IssueSender,
    async run(context, wanted) {
      const made = await issueSender(context, wanted);
      return {
        json: made,
        text: made.value,
        note: `token of sender ${made.id}; it is shown this once. It is sent as Authorization: Bearer <token>`,
      };
    },
  }),
  defineCommand({
    name: "sender revoke",
    parameters: ["id"],
    about: "Trusts a sender no longer, within seconds; what it sent stays as it was counted",
    given: RevokeSender,
    async run(context, wanted) {
      const alias = (await listSenders(context)).find(({ id }) => id === wanted.id)?.organization ?? null;
      if (alias !== null) {
        const { id: organizationId } = await findOrganization(context, { alias });
        await revokeOfOrganization(context, { organizationId, ...wanted });
      } else if (!(await revokeSender(context, wanted)))
        throw new NotDone(`no trusted sender has the id ${wanted.id}`);
      return { json: wanted, text: `sender ${wanted.id} is revoked` };
    },
  }),
];
