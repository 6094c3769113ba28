import { declareEventType } from "../eventType";
import { z } from "../zod";

export const snapshotCreated = declareEventType({
  name: "snapshot_created",
  title: "Snapshot created",
  group: "snapshot",
  since: "3.0.0",
  sentWhen: "After a logical or physical snapshot was made, and after one was made from a clone.",
  why: "To know how often snapshots are made. It says nothing about the snapshot.",
  data: z.object({}),
  example: {},
});
