import { z } from "zod";
import { listInstances, readOrganizationInstance } from "../../lib/organizations/instances/linkedInstances";
import { unlinkInstance } from "../../lib/organizations/instances/linkInstance";
import { OrganizationError } from "../../lib/organizations/types";
import { defineCommand } from "./command";
import { organizationOf } from "./organizationCommands";
import { table, time } from "./table";

export const instanceCommands = [
  defineCommand({
    name: "instance list",
    parameters: ["alias"],
    about: "Instances that are linked to an organization, by number; nothing of what they sent",
    given: z.object({ alias: z.string() }),
    async run(context, { alias }) {
      const { id } = await organizationOf(context, alias);
      const instances = (await listInstances(context.database, id)).map(
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
  defineCommand({
    name: "instance unlink",
    parameters: ["alias", "number"],
    about: "Gives an instance free: it counts as Community Edition again and opens by its ID",
    given: z.object({
      alias: z.string(),
      number: z
        .string()
        .regex(/^\d{1,9}$/, "must be a number of instance list")
        .transform(Number),
    }),
    async run(context, { alias, number }) {
      const { id } = await organizationOf(context, alias);
      const instance = await readOrganizationInstance(context.database, id, number);
      const isUnlinked =
        instance !== null && (await unlinkInstance(context.database, id, instance.key, context));
      if (!isUnlinked) throw new OrganizationError(`${alias} has no instance ${number}`);
      return { json: { number }, text: `instance ${number} is unlinked` };
    },
  }),
];
