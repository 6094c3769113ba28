import type { Session } from "../database/types";
import type { Opened } from "../http/sealedSession";

/**
 * Sessions that ended before the cookie that carries them does: known to every process, since they are in the database.
 * Where that is away nobody can tell, and nothing is opened: its calls reject.
 */
export interface EndedSessions {
  /** Ends one everywhere, at once. @returns false where it had ended before */
  end(session: Pick<Opened<unknown>, "id" | "endsAt">): Promise<boolean>;
  isEnded(id: string): Promise<boolean>;
}

export function createEndedSessions({ prisma }: Pick<Session, "prisma">): EndedSessions {
  return {
    async end({ id, endsAt }) {
      const { count } = await prisma.endedSession.createMany({
        data: [{ id, endsAt }],
        skipDuplicates: true,
      });
      return count === 1;
    },
    isEnded: async (id) => (await prisma.endedSession.findUnique({ where: { id } })) !== null,
  };
}

/** Forgets those whose cookies do not open by themselves any more. @returns how many */
export async function forgetEndedSessions({ prisma }: Pick<Session, "prisma">, now: Date): Promise<number> {
  const { count } = await prisma.endedSession.deleteMany({ where: { endsAt: { lt: now } } });
  return count;
}
