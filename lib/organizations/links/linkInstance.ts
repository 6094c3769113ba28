import { z } from "zod";
import { isExampleInstanceId } from "../../catalogue";
import type { Session } from "../../database/types";
import { actors } from "../audit/actors";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";
import { Plan } from "../rules/plan";
import { setEdition } from "./setEdition";

export const LinkInstance = z.object({
  ...ofOrganization,
  plan: Plan,
  key: z.uuid(),
  instanceId: z.string(),
  /** Where the engine registered, with or without the name of a project; null where it only sent an event. */
  registration: z.object({ project: z.string().nullable() }).nullable(),
  /** Whether somebody else than its engine says whose it is: whoever calls. */
  isClaim: z.boolean().optional(),
});

/** What engines are told of an instance. */
export interface Link {
  readonly number: number;
  readonly projectId: number | null;
  readonly createdAt: string;
}

/**
 * Links an instance to an organization. The first organization keeps it: knowing somebody's ID must not be enough to
 * take an instance from them.
 * @returns null where it is another organization's, or one of the documentation's examples, which are nobody's
 */
export const linkInstance = audited(LinkInstance, async ({ database, now }, wanted) => {
  const { organizationId, plan, key, instanceId, registration, isClaim = false } = wanted;
  if (isExampleInstanceId(instanceId)) return { result: null };
  const { organizationInstance } = database.prisma;
  const where = { instanceKey: key, organizationId };
  // Engines register again and again: a number is taken, and a row written, only where something changes.
  const isThere = (await organizationInstance.count({ where: { instanceKey: key } })) > 0;
  const { count: isNew } = isThere
    ? { count: 0 }
    : await organizationInstance.createMany({
        data: { instanceKey: key, organizationId, instanceId, linkedAt: now },
        skipDuplicates: true,
      });
  if (!isClaim)
    await organizationInstance.updateMany({ where: { ...where, keyedSince: null }, data: { keyedSince: now } });
  if (registration !== null) {
    await organizationInstance.updateMany({
      where: { ...where, registeredAt: null },
      data: { registeredAt: now },
    });
    if (registration.project !== null) {
      const projectId = await findProject(database, { organizationId, name: registration.project, now });
      await organizationInstance.updateMany({
        where: { ...where, OR: [{ projectId: null }, { NOT: { projectId } }] },
        data: { projectId },
      });
    }
  }
  const row = await organizationInstance.findUnique({ where });
  if (row === null) return { result: null };
  const { number, projectId, linkedAt } = row;
  const link: Link = { number, projectId, createdAt: linkedAt.toISOString() };
  if (isNew === 0) return { result: link };
  await setEdition(database, key, plan);
  return {
    result: link,
    organizationId,
    ...(isClaim ? {} : { actor: actors.engine }),
    action: "instance linked",
    subject: `instance ${number}`,
  };
});

async function findProject(
  { prisma }: Session,
  { organizationId, name, now }: { organizationId: number; name: string; now: Date },
): Promise<number> {
  const named = { organizationId, name };
  const known = await prisma.project.findUnique({
    where: { organizationId_name: named },
    select: { id: true },
  });
  if (known !== null) return known.id;
  const { id } = await prisma.project.upsert({
    where: { organizationId_name: named },
    create: { ...named, createdAt: now },
    update: {},
    select: { id: true },
  });
  return id;
}
