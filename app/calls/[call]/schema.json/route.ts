import { dataResponse, refusedData } from "@/app/_shared/dataResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { callSchemaDocument } from "@/components/catalogue/schema-document";
import { findCall } from "@/lib/catalogue";

/** `/calls/<name>/schema.json`: the JSON Schema of a call's body and answer. */
export async function GET(request: Request, { params }: InPath<"call">) {
  const call = findCall((await params).call);
  if (call === undefined) return refusedData("unknown_call");
  return dataResponse(request, {
    body: callSchemaDocument(call, await readBaseUrl()),
    contentType: "application/schema+json",
    cacheControl: "public, max-age=300",
  });
}
