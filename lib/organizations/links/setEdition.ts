import type { Session } from "../../database/types";
import type { Plan } from "../rules/plan";

/** Changes the edition of an instance, an erased one too: its erasure may be undone. */
export async function setEdition(
  { withErased }: Session,
  key: string,
  edition: Plan | "community",
): Promise<void> {
  await withErased.updateTable("instance").where("instance_key", "=", key).set({ edition }).execute();
}
