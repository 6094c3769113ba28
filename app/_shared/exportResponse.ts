import { exportForms, fileName, isExportForm } from "@/lib/instances/export/exportForms";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import { csvPiecesForExcel } from "@/lib/words/csvForExcel";
import { isForExcel } from "./isForExcel";
import { privateFile, refused } from "./privateResponse";
import { textStream } from "./textStream";

/** An export as a download, made while it is read. */
export async function exportResponse(
  request: Request,
  instance: OpenInstance,
  form: string,
): Promise<Response> {
  if (!isExportForm(form)) {
    return refused("invalid_parameter", {
      message: `form must be one of ${Object.keys(exportForms).join(", ")}`,
    });
  }
  const { instances } = await getServices();
  const { contentType } = exportForms[form];
  const pieces = instances.exportAs(instance, form);
  const isTable = contentType === "text/csv";
  const file = isTable && isForExcel(request) ? csvPiecesForExcel(pieces) : pieces;
  return privateFile(textStream(file), {
    contentType,
    name: fileName(form, new Date()),
  });
}
