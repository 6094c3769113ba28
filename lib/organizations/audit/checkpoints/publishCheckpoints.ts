import type { Database } from "../../../database/types";
import { dayOf } from "../../../words/period";
import { type Checkpoint, leafOf, rootText } from "./checkpoint";
import type { Fault } from "./fault";
import { readLogState } from "./readLogState";
import type { AuditSigner } from "./signer";
import { signLog } from "./signLog";
import { growTree, placesOf } from "./tree";

interface Options {
  readonly now: Date;
  /** Told of a log that is not what it was; nothing is signed of it any more. */
  readonly onFault: (alias: string, fault: Fault) => void;
  /** False where somebody else does it now. */
  readonly goOn: () => Promise<boolean>;
}

/** Signs a checkpoint of every organization's log, once a UTC day, and one root over all of them for everybody. */
export async function publishCheckpoints(
  database: Database,
  signer: AuditSigner,
  { now, onFault, goOn }: Options,
): Promise<void> {
  const day = dayOf(now);
  const date = new Date(day);
  if ((await database.prisma.auditRoot.findUnique({ where: { day: date } })) !== null) return;
  const organizations = await database.prisma.organization.findMany({
    select: { id: true, alias: true },
    orderBy: { id: "asc" },
  });
  const signed: Omit<Checkpoint, "published">[] = [];
  for (const { id: organizationId, alias } of organizations) {
    if (!(await goOn())) return;
    const { log, fault } = await readLogState({ database }, signer, { organizationId });
    if (fault === null) signed.push(signLog(signer, { organizationId, log, now }));
    else onFault(alias, fault);
  }
  const { checkpoints, root } = plant(signer, day, signed);
  await database.transaction(async ({ prisma }) => {
    await prisma.auditCheckpoint.createMany({
      data: checkpoints.map((checkpoint) => ({
        organizationId: checkpoint.organization_id,
        day: date,
        checkpoint,
      })),
    });
    const signature = signer.sign(rootText({ day, root }));
    await prisma.auditRoot.create({ data: { day: date, root, key: signer.key, signature } });
  });
}

/** Puts checkpoints into a tree. Where each is, what blinds it and what fills the rest is new every day. */
function plant(signer: AuditSigner, day: string, signed: readonly Omit<Checkpoint, "published">[]) {
  const blind = (use: string, place: number | string) => signer.blind(`${day} ${use} ${place}`);
  const places = placesOf(signed.map(({ organization_id }) => blind("place", organization_id)));
  const planted = signed.map((checkpoint, index) => ({
    checkpoint,
    place: places[index] ?? 0,
    blinding: blind("leaf", checkpoint.organization_id),
  }));
  const tree = growTree(
    new Map(planted.map(({ checkpoint, place, blinding }) => [place, leafOf(checkpoint, blinding)])),
    (level, place) => blind(`level ${level}`, place),
  );
  return {
    root: tree.root,
    checkpoints: planted.map(({ checkpoint, place, blinding }): Checkpoint => {
      const path = [...tree.pathOf(place)];
      return { ...checkpoint, published: { day, place, blinding, path } };
    }),
  };
}
