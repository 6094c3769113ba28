import { z } from "zod";
import { Exclusion, excludeInstance, includeInstance } from "../../lib/instances/exclusion/excludeInstance";
import { ClaimInstance, claimInstance } from "../../lib/organizations/links/claimInstance";
import { listLinkedInstances } from "../../lib/organizations/links/listLinkedInstances";
import { UnlinkInstance, unlinkInstance } from "../../lib/organizations/links/unlinkInstance";
import { defineCommand, defineOrganizationCommand, NotDone } from "./command";
import { answerList, ListByNumber, listOptions, listUsage } from "./listCommand";
import { time } from "./table";

export const instanceCommands = [
  defineOrganizationCommand({
    name: "instance list",
    parameters: [],
    options: listOptions,
    optionsUsage: listUsage,
    about: "Instances that are linked to an organization, by number; nothing of what they sent",
    given: ListByNumber,
    run: (context, { organizationId, ...given }) =>
      answerList(given, {
        read: async (part) =>
          (await listLinkedInstances(context, { organizationId, part })).map(
            ({ number, project, linkedAt, registeredAt }) => ({ number, project, linkedAt, registeredAt }),
          ),
        placeOf: ({ number }) => String(number),
        titles: ["number", "project", "linked", "registered"],
        cells: ({ number, project, linkedAt, registeredAt }) => [
          String(number),
          project ?? "–",
          time(linkedAt),
          time(registeredAt),
        ],
        empty: "no instances",
      }),
  }),
  defineOrganizationCommand({
    name: "instance link",
    parameters: ["instance_id"],
    about: "Links an instance to the organization whose it certainly is, such as one from AWS Marketplace",
    given: z.object({ instance_id: ClaimInstance.shape.instanceId }),
    async run(context, { organization: { alias }, organizationId, instance_id: instanceId }) {
      await claimInstance(context, { organizationId, instanceId });
      return { json: { alias, instanceId }, text: `${instanceId} is linked to ${alias}` };
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
  defineCommand({
    name: "instance exclude",
    parameters: ["instance_key"],
    about:
      "Leaves an instance, by its hash, out of the weeks that are counted from now on, which is said in public",
    given: Exclusion,
    async run(context, wanted) {
      if (!(await excludeInstance(context, wanted))) throw new NotDone(notStored(wanted));
      return { json: wanted, text: `instance ${wanted.instance_key} is excluded` };
    },
  }),
  defineCommand({
    name: "instance include",
    parameters: ["instance_key"],
    about: "Counts an excluded instance again, from the next week that is counted on",
    given: Exclusion,
    async run(context, wanted) {
      if (!(await includeInstance(context, wanted))) throw new NotDone(notStored(wanted));
      return { json: wanted, text: `instance ${wanted.instance_key} is included` };
    },
  }),
];

function notStored({ instance_key }: z.output<typeof Exclusion>): string {
  return `no instance is stored under ${instance_key}`;
}
