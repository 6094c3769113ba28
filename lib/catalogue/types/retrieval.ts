/** How an engine gets its data: `unknown` where no retrieval is configured. */
export const retrievalModes = ["logical", "physical", "unknown"] as const;

/** The jobs a retrieval can consist of. */
export const retrievalJobs = [
  "logicalDump",
  "logicalRestore",
  "logicalSnapshot",
  "physicalRestore",
  "physicalSnapshot",
] as const;
