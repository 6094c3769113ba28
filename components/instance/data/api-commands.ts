import type { ExportForm } from "@/lib/instances/export/exportForms";

// The ID is taken from the environment: a command that is copied into a chat or a ticket must not hold it.
const authorization = '-H "Authorization: Bearer $DBLAB_INSTANCE_ID"';

/** Saves an export. @param baseUrl without a slash at the end */
export function exportCommand(baseUrl: string, form: ExportForm): string {
  return [
    `curl -fsS ${authorization} \\`,
    `  '${baseUrl}/api/v1/instance/export?form=${form}' -o instance.${form}`,
    "",
  ].join("\n");
}

/** Erases the instance; `refuse_events` can be given beside `confirm`. */
export function erasureCommand(baseUrl: string): string {
  return [
    `curl -fsS -X POST ${authorization} \\`,
    `  -d "{\\"confirm\\": \\"$DBLAB_INSTANCE_ID\\"}" \\`,
    `  '${baseUrl}/api/v1/instance/erasure'`,
    "",
  ].join("\n");
}
