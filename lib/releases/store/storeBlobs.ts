import type { Session } from "../../database/types";
import { deflatePiece } from "../files/deflated";
import type { TakePart } from "../files/sink";

/** Puts parts where releases have their bytes; what is there from an earlier release, or from one that was not finished, is not written again. */
export function storeBlobs({ sql }: Pick<Session, "sql">): TakePart {
  return async (hash, bytes) => {
    const known = await sql
      .selectFrom("release_blob")
      .select("hash")
      .where("hash", "=", hash)
      .executeTakeFirst();
    if (known !== undefined) return;
    await sql
      .insertInto("release_blob")
      .values({ hash, size: bytes.length, deflated: Buffer.from(deflatePiece(bytes)) })
      .onConflict((conflict) => conflict.column("hash").doNothing())
      .execute();
  };
}
