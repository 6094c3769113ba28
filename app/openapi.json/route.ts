import { dataResponse } from "@/app/_shared/dataResponse";
import { readOpenApi } from "@/app/_shared/readOpenApi";

/** `/openapi.json`: the document of the API. */
export async function GET(request: Request): Promise<Response> {
  const body = JSON.stringify(await readOpenApi());
  return dataResponse(request, { body, contentType: "application/json", cacheControl: "no-cache" });
}
