import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type Part, readPart } from "../database/part";
import { onDatabase } from "../database/testing/databases";
import { listOrganizationSummaries } from "./account/listOrganizationSummaries";
import { listGrants } from "./grants/listGrants";
import { listKeys } from "./keys/listKeys";
import { countLinkedInstances, listLinkedInstances } from "./links/listLinkedInstances";
import { listGrantedInstances, placeOfGranted } from "./support/listGrantedInstances";
import { listSupportMembers } from "./support/listSupportMembers";
import { openTwo } from "./testing/atWork";
import { listTokens } from "./tokens/listTokens";

const rows = 25;

onDatabase((open) => {
  it("every list that grows is read in parts: each row once, in the order of the whole", async (test) => {
    const { database, acme, globex, by, now } = await openTwo(open, test);
    const organizationId = acme.id;
    const { prisma } = database;
    const at = (index: number) => new Date(now().getTime() - Math.floor(index / 3) * 60_000);
    const made = Array.from({ length: rows }, (_, index) => ({ id: randomUUID(), index }));
    const common = ({ id, index }: (typeof made)[number]) => ({
      id,
      hash: id,
      hint: "abcd",
      createdAt: at(index),
    });
    await prisma.organizationKey.createMany({
      data: made.map((one) => ({ ...common(one), organizationId })),
    });
    await prisma.accessToken.createMany({
      data: made.map((one) => ({ ...common(one), organizationId, name: "same", isPersonal: false })),
    });
    await prisma.supportMember.createMany({
      data: made.map((one) => ({ ...common(one), name: `Grace ${one.index % 4}` })),
    });
    await prisma.organization.createMany({
      data: made.map(({ index }) => ({
        alias: `org-${index}`,
        name: "Same",
        plan: "standard",
        createdAt: at(index),
      })),
    });
    const links = made.flatMap(({ index }) =>
      [acme, globex].map(({ id }) => ({
        instanceKey: randomUUID(),
        organizationId: id,
        number: index + 1,
        instanceId: `c${String(index * 2 + id).padStart(19, "0")}`,
        linkedAt: now(),
      })),
    );
    await prisma.organizationInstance.createMany({ data: links });
    const until = (hours: number) => new Date(now().getTime() + hours * 3_600_000);
    await prisma.supportGrant.createMany({
      data: made.map(({ id, index }) => ({
        ...{ id, organizationId, reason: "slow clones", grantedBy: "token Ada", grantedAt: at(index) },
        endsAt: until(1),
        revokedAt: index % 2 === 0 ? null : now(),
      })),
    });
    await prisma.supportGrantInstance.createMany({
      data: links
        .filter((link) => link.organizationId === organizationId)
        .map(({ instanceKey }) => ({ grantId: made[0]?.id ?? "", instanceKey })),
    });

    const byId = ({ id }: { readonly id: string }) => id;
    const lists = {
      keys: [byId, (part?: Part) => listKeys(by(), { organizationId, ...(part ? { part } : {}) })],
      tokens: [byId, (part?: Part) => listTokens(by(), { organizationId, ...(part ? { part } : {}) })],
      members: [byId, (part?: Part) => listSupportMembers(by(), part ? { part } : {})],
      grants: [byId, (part?: Part) => listGrants(by(), { organizationId: null, ...(part ? { part } : {}) })],
      over: [
        byId,
        (part?: Part) => listGrants(by(), { organizationId, state: "over", ...(part ? { part } : {}) }),
      ],
      organizations: [
        ({ alias }: { readonly alias: string }) => alias,
        (part?: Part) => listOrganizationSummaries(by(), part ? { part } : {}),
      ],
      instances: [
        ({ number }: { readonly number: number }) => String(number),
        (part?: Part) => listLinkedInstances(by(), { organizationId, ...(part ? { part } : {}) }),
      ],
      granted: [placeOfGranted, (part?: Part) => listGrantedInstances(by(), part ? { part } : {})],
    } as unknown as Record<string, [(row: object) => string, (part?: Part) => Promise<readonly object[]>]>;
    for (const [name, [placeOf, read]] of Object.entries(lists)) {
      const whole = await read();
      expect([name, whole.length]).toEqual([name, { over: 12, organizations: rows + 2 }[name] ?? rows]);
      for (const take of [1, 7, whole.length]) {
        const parts: object[] = [];
        let after: string | null = null;
        do {
          const part: Awaited<ReturnType<typeof readPart<object>>> = await readPart(
            { after, take },
            read,
            placeOf,
          );
          expect(part.rows.length).toBeLessThanOrEqual(take);
          parts.push(...part.rows);
          after = part.next;
        } while (after !== null);
        expect([name, take, parts]).toEqual([name, take, whole]);
      }
    }
    expect(await countLinkedInstances(by(), { organizationId })).toEqual({
      instances: rows,
      projects: 0,
      active: 0,
    });
  });
});
