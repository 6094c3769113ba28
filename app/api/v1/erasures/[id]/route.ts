import { answering } from "@/app/_shared/answering";
import type { InPath } from "@/app/_shared/pageProps";
import { privateJson, refused } from "@/app/_shared/privateResponse";
import { toJson } from "@/lib/http/json";
import { receiptJsonSchema } from "@/lib/instances/erasure/receipt";
import { getServices } from "@/lib/services";

/** What became of an erasure, by the identifier of its receipt. It says nothing about the instance. */
export function GET(_: Request, { params }: InPath<"id">): Promise<Response> {
  return answering(async () => {
    const { instances } = await getServices();
    const receipt = await instances.readReceipt((await params).id);
    return receipt === null ? refused("unknown_receipt") : privateJson(toJson(receiptJsonSchema, receipt));
  });
}
