import { z } from "zod";
import { listLinkedInstances } from "../../lib/organizations/links/listLinkedInstances";
import { UnlinkInstance, unlinkInstance } from "../../lib/organizations/links/unlinkInstance";
import { defineOrganizationCommand } from "./command";
import { table, time } from "./table";

export const instanceCommands = [
  defineOrganizationCommand({
    name: "instance list",
    parameters: [],
    about: "Instances that are linked to an organization, by number; nothing of what they sent",
    given: z.object({}),
    async run(context, { organizationId }) {
      const instances = (await listLinkedInstances(context, { organizationId })).map(
        ({ number, project, linkedAt, registeredAt }) => ({ number, project, linkedAt, registeredAt }),
      );
      return {
        json: instances,
        text: table(
          ["number", "project", "linked", "registered"],
          instances.map(({ number, project, linkedAt, registeredAt }) => [
            String(number),
            project ?? "–",
            time(linkedAt),
            time(registeredAt),
          ]),
          "no instances",
        ),
      };
    },
  }),
  defineOrganizationCommand({
    name: "instance unlink",
    parameters: ["number"],
    about: "Gives an instance free: it counts as Community Edition again and opens by its ID",
    given: UnlinkInstance.pick({ number: true }),
    async run(context, { organizationId, number }) {
      await unlinkInstance(context, { organizationId, number });
      return { json: { number }, text: `instance ${number} is unlinked` };
    },
  }),
];
