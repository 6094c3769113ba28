import { dataResponse } from "@/app/_shared/dataResponse";
import { readSearch } from "@/app/_shared/readSearch";

/** `/search-index.json`: what a browser searches in. */
export async function GET(request: Request): Promise<Response> {
  const { text } = await readSearch();
  return dataResponse(request, { body: text, contentType: "application/json", cacheControl: "no-cache" });
}
