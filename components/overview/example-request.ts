/** The public documentation's example event, with its example instance, which belongs to nobody. */
export const exampleEvent = {
  instance_id: "c6fgs68hmvj3sm2pbphg",
  event_type: "engine_started",
  event_data: {
    engine_version: "v3.0.0-20211220-1923",
    db_version: "11",
    pools: { fs_type: "zfs", number: 1, total_size: 369044992, total_used: 49280000 },
    restore: {
      mode: "logical",
      refreshing: "0 */6 * * *",
      jobs: ["logicalDump", "logicalRestore", "logicalSnapshot"],
    },
  },
} as const;

/** A shell command that sends the example event to `baseUrl`, as it stands. */
export function exampleCommand(baseUrl: string): string {
  return [
    `curl -i ${baseUrl}/api/rpc/telemetry_event \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(exampleEvent)}'`,
  ].join("\n");
}
