import { isoTimes } from "../database/isoTimes";
import { selected } from "../database/selected";
import type { Session } from "../database/types";
import type { Known } from "./known";

/** What changes seldom and is read often: few rows. */
type Parties = Pick<Known, "organizations" | "keys" | "tokens" | "senders">;

/** What grows with the number of instances. */
type Links = Pick<Known, "projects" | "links">;

const organizationFields = selected("id", "name", "alias", "plan", "billingActive", "privilegedUntil");
const keyFields = selected("hash", "organizationId", "validUntil");
const tokenFields = selected("hash", "organizationId", "isPersonal", "sealedEmail");
const projectFields = selected("id", "organizationId", "name");
const linkFields = selected("instanceKey", "organizationId", "number", "projectId", "linkedAt", "keyedSince");

/** Organizations, and who is known by a secret now. */
export async function readParties({ prisma }: Pick<Session, "prisma">, now: Date): Promise<Parties> {
  const isValid = { OR: [{ validUntil: null }, { validUntil: { gt: now } }] };
  const [organizations, keys, tokens, senders] = await Promise.all([
    prisma.organization.findMany({ select: organizationFields, orderBy: { id: "asc" } }),
    prisma.organizationKey.findMany({ where: isValid, select: keyFields, orderBy: { hash: "asc" } }),
    prisma.accessToken.findMany({
      where: { revokedAt: null },
      select: tokenFields,
      orderBy: { hash: "asc" },
    }),
    prisma.sender.findMany({
      where: { revokedAt: null },
      select: { id: true, tokenHash: true, organizationId: true },
      orderBy: { id: "asc" },
    }),
  ]);
  return {
    organizations: organizations.map(isoTimes),
    keys: keys.map(isoTimes),
    tokens,
    senders: senders.map(({ tokenHash: hash, ...sender }) => ({ ...sender, hash })),
  };
}

/** Which instance is whose. */
export async function readLinks({ prisma }: Pick<Session, "prisma">): Promise<Links> {
  const [projects, links] = await Promise.all([
    prisma.project.findMany({ select: projectFields, orderBy: { id: "asc" } }),
    prisma.organizationInstance.findMany({ select: linkFields, orderBy: { instanceKey: "asc" } }),
  ]);
  return {
    projects,
    links: links.map(({ number, keyedSince, ...link }) => ({
      ...isoTimes(link),
      number: Number(number),
      isKeyed: keyedSince !== null,
    })),
  };
}
