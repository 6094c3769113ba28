/** What serves a purpose that no statistic serves: pages on which its admin sees what one instance sent. */
export const otherUses = {
  now: "The page of an instance shows it.",
  timeline: "The timeline of an instance shows it with each event.",
} as const;

/** By event type and field: which of them the `why` is about. What is not here is what statistics are made of; a test compares. */
export const servedOtherwise: Readonly<Record<string, keyof typeof otherUses>> = {
  "engine_started.db_engine": "now",
  "engine_started.system.data_used": "now",
  "snapshot_updated.id": "timeline",
  "snapshot_destroyed.id": "timeline",
  "clone_reset.id": "timeline",
  "clone_reset.dsa_diff": "timeline",
  "clone_updated.id": "timeline",
  "branch_updated.name": "timeline",
  "alert.message": "timeline",
};
