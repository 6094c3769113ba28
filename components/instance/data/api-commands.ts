import type { ExportForm } from "@/lib/instances/export/exportForms";
import type { ShownInstance } from "../instance-frame";

/**
 * Which variable holds what opens the API, and where the instance is there. It is taken from the environment: a command
 * that is copied into a chat or a ticket must not hold it.
 */
export function apiAccess({ viewer, base }: Pick<ShownInstance, "viewer" | "base">): {
  readonly variable: string;
  readonly path: string;
} {
  return viewer === "organization"
    ? { variable: "DBLAB_ACCESS_TOKEN", path: `/api/v1${base}` }
    : { variable: "DBLAB_INSTANCE_ID", path: "/api/v1/instance" };
}

/** Saves an export. @param baseUrl without a slash at the end */
export function exportCommand(
  baseUrl: string,
  instance: Pick<ShownInstance, "viewer" | "base">,
  form: ExportForm,
): string {
  const { variable, path } = apiAccess(instance);
  return [
    `curl -fsS -H "Authorization: Bearer $${variable}" \\`,
    `  '${baseUrl}${path}/export?form=${form}' -o instance.${form}`,
    "",
  ].join("\n");
}

/** Erases the instance; `refuse_events` can be given beside `confirm`. */
export function erasureCommand(baseUrl: string): string {
  return [
    `curl -fsS -X POST -H "Authorization: Bearer $DBLAB_INSTANCE_ID" \\`,
    `  -d "{\\"confirm\\": \\"$DBLAB_INSTANCE_ID\\"}" \\`,
    `  '${baseUrl}/api/v1/instance/erasure'`,
    "",
  ].join("\n");
}
