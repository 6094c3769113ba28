import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { schemaDocument } from "@/components/catalogue/schema-document";
import { catalogue } from "@/lib/catalogue";
import { errorObject, refuse } from "@/lib/ingest/refusal";

/** `/events/<type>/schema.json`: the JSON Schema of a whole event. */
export async function GET(_: Request, { params }: { params: Promise<{ type: string }> }) {
  const type = catalogue.find((await params).type);
  if (type === undefined) return Response.json(errorObject(refuse("unknown_event_type")), { status: 404 });
  return new Response(schemaDocument(type, await readBaseUrl()), {
    headers: {
      "content-type": "application/schema+json; charset=utf-8",
      "cache-control": "public, max-age=300",
      "access-control-allow-origin": "*",
    },
  });
}
