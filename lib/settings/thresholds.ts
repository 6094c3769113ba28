/** What the thresholds are where they are not set: an installation that publishes protects small groups, a private one has nobody to hide. */
export const thresholds = {
  publishing: { publishMinInstances: 10, countAfterDays: 7 },
  private: { publishMinInstances: 1, countAfterDays: 0 },
} as const;
