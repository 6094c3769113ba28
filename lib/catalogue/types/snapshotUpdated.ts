import { declareEventType } from "../eventType";
import { z } from "../zod";
import { protectedField, snapshotIdField } from "./parts";

export const snapshotUpdated = declareEventType({
  name: "snapshot_updated",
  title: "Snapshot updated",
  group: "snapshot",
  since: "4.2.0",
  sentWhen: "After a snapshot was changed through the API, or by the engine's own clean-up of old snapshots.",
  why: "To see whether snapshot protection is used.",
  data: z.object({ id: snapshotIdField("4.2.0"), protected: protectedField("snapshot", "4.2.0") }),
  example: { id: "dblab_pool@snapshot_20260507091000", protected: true },
});
