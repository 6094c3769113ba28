import { declareEventType } from "../eventType";
import { z } from "../zod";
import { snapshotIdField } from "./parts";

export const snapshotDestroyed = declareEventType({
  name: "snapshot_destroyed",
  title: "Snapshot destroyed",
  group: "snapshot",
  since: "4.2.0",
  sentWhen: "After a snapshot was deleted, through the API or by the engine's own clean-up of old snapshots.",
  why: "To know how many snapshots are deleted, beside those created. How long one was kept cannot be told: Snapshot created does not name it.",
  data: z.object({ id: snapshotIdField("4.2.0") }),
  example: { id: "dblab_pool@snapshot_20260507091000" },
});
