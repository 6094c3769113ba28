import { exportForms, fileName, isExportForm } from "@/lib/instances/export/exportForms";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import { privateHeaders, refusedAccess } from "./privateResponse";
import { textStream } from "./textStream";

/** An export as a download, made while it is read. */
export async function exportResponse(instance: OpenInstance, form: string): Promise<Response> {
  if (!isExportForm(form)) {
    return refusedAccess("invalid_request", {
      message: `form must be one of ${Object.keys(exportForms).join(", ")}`,
    });
  }
  const { instances } = await getServices();
  return new Response(textStream(instances.exportAs(instance, form)), {
    headers: {
      ...privateHeaders,
      "content-type": `${exportForms[form].contentType}; charset=utf-8`,
      "content-disposition": `attachment; filename="${fileName(form, new Date())}"`,
    },
  });
}
