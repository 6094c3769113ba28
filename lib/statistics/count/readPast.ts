import { anyOf } from "../../database/recordset";
import type { Session } from "../../database/types";
import { addDays, type Period } from "../../words/period";
import { attributesSchema, type Frame, quarterDays } from "../declare/frame";

/** What is known of an instance from before a period. */
export type Past = Pick<Frame, "firstDay" | "lastDayBefore" | "attributesBefore">;

/** Reads the past of some instances, by key: walks along the index of days, whatever lies between. */
export async function readPast(
  { sql }: Pick<Session, "sql">,
  keys: readonly string[],
  { end }: Period,
): Promise<ReadonlyMap<string, Past>> {
  const quarter = addDays(end, -quarterDays);
  const rows = await sql
    .selectFrom("visible_instance as i")
    .select((of) => {
      const days = of
        .selectFrom("visible_instance_day as d")
        .whereRef("d.instance_key", "=", "i.instance_key");
      return [
        "i.instance_key",
        days.select("d.day").orderBy("d.day").limit(1).as("first_day"),
        days
          .select("d.day")
          .where("d.day", "<", quarter)
          .orderBy("d.day", "desc")
          .limit(1)
          .as("last_day_before"),
        days
          .select("d.attributes")
          .where("d.day", "<", quarter)
          .where("d.started_at", "is not", null)
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom("visible_instance_day as later")
                .whereRef("later.instance_key", "=", "i.instance_key")
                .where("later.day", ">=", quarter)
                .where("later.day", "<", end)
                .where("later.started_at", "is not", null),
            ),
          )
          .orderBy("d.day", "desc")
          .limit(1)
          .as("attributes_before"),
      ];
    })
    .where("i.instance_key", "=", anyOf(keys, "uuid"))
    .execute();
  return new Map(
    rows.map(({ instance_key, first_day, last_day_before, attributes_before }) => [
      instance_key,
      {
        firstDay: first_day ?? end,
        lastDayBefore: last_day_before,
        attributesBefore: attributesSchema.safeParse(attributes_before).data ?? null,
      },
    ]),
  );
}
