import type { Session } from "../database/types";
import type { Pseudonyms } from "../settings/pseudonyms";

/** What the verbs of senders work with. */
export interface SenderContext {
  readonly database: Pick<Session, "prisma">;
  readonly pseudonyms: Pick<Pseudonyms, "secret">;
  readonly now: Date;
}
