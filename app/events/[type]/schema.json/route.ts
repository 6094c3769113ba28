import { dataResponse, refusedData } from "@/app/_shared/dataResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { schemaDocument } from "@/components/catalogue/schema-document";
import { catalogue } from "@/lib/catalogue";

/** `/events/<type>/schema.json`: the JSON Schema of a whole event. */
export async function GET(request: Request, { params }: InPath<"type">) {
  const type = catalogue.find((await params).type);
  if (type === undefined) return refusedData("unknown_schema");
  return dataResponse(request, {
    body: schemaDocument(type, await readBaseUrl()),
    contentType: "application/schema+json",
    cacheControl: "public, max-age=300",
  });
}
