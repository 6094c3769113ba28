import { z } from "zod";
import { isExampleInstanceId } from "../../catalogue";
import type { Session } from "../../database/types";
import { actors } from "../audit/actors";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";
import { limits } from "../rules/limits";
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
  const isNew = await makeLink(database, wanted, now);
  const where = { instanceKey: key, organizationId };
  const row = await database.prisma.organizationInstance.findUnique({ where });
  if (row === null) return { result: null };
  const project = registration?.project ?? null;
  const projectId =
    project === null ? row.projectId : await findProject(database, { organizationId, name: project, now });
  const isRegistered = registration !== null && row.registeredAt === null;
  const isKeyed = !isClaim && row.keyedSince === null;
  // Engines register again and again: a row is written only where something changes.
  if (isRegistered || isKeyed || projectId !== row.projectId)
    await database.prisma.organizationInstance.update({
      where,
      data: {
        projectId,
        ...(isRegistered ? { registeredAt: now } : {}),
        ...(isKeyed ? { keyedSince: now } : {}),
      },
    });
  const number = Number(row.number);
  const link: Link = { number, projectId, createdAt: row.linkedAt.toISOString() };
  if (!isNew) return { result: link };
  await setEdition(database, key, plan);
  return {
    result: link,
    organizationId,
    ...(isClaim ? {} : { actor: actors.engine }),
    action: "instance linked",
    subject: `instance ${number}`,
  };
});

/**
 * Links an instance that nobody has, under the organization's next number. Its row is held meanwhile, so that numbers
 * are given one after another and none is used up where another call was first.
 */
async function makeLink(
  { prisma, sql }: Session,
  { organizationId, key, instanceId }: z.output<typeof LinkInstance>,
  now: Date,
): Promise<boolean> {
  const { organizationInstance } = prisma;
  const isThere = async () => (await organizationInstance.count({ where: { instanceKey: key } })) > 0;
  if (await isThere()) return false;
  const last = await sql
    .selectFrom("organization")
    .select("last_instance_number")
    .where("id", "=", organizationId)
    .forUpdate()
    .executeTakeFirst();
  if (last === undefined || (await isThere())) return false;
  const number = BigInt(last.last_instance_number) + 1n;
  const { count } = await organizationInstance.createMany({
    data: { instanceKey: key, organizationId, number, instanceId, linkedAt: now },
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await prisma.organization.update({
    where: { id: organizationId },
    data: { lastInstanceNumber: number },
    select: { id: true },
  });
  return true;
}

/** Null for a new one beyond the limit: an engine's registration is not to fail for it. */
async function findProject(
  { prisma }: Session,
  { organizationId, name, now }: { organizationId: number; name: string; now: Date },
): Promise<number | null> {
  const named = { organizationId, name };
  const known = await prisma.project.findUnique({
    where: { organizationId_name: named },
    select: { id: true },
  });
  if (known !== null) return known.id;
  if ((await prisma.project.count({ where: { organizationId } })) >= limits.projects) return null;
  const { id } = await prisma.project.upsert({
    where: { organizationId_name: named },
    create: { ...named, createdAt: now },
    update: {},
    select: { id: true },
  });
  return id;
}
