import { answering } from "@/app/_shared/answering";
import { privateJson, refused } from "@/app/_shared/privateResponse";
import { toReceiptJson } from "@/lib/instances/instanceJson";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";

/** What became of an erasure, by the identifier of its receipt. It says nothing about the instance. */
export function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answering(async () => {
    const { instances } = await getServices();
    const receipt = await instances.readReceipt((await params).id);
    return receipt === null ? refused("unknown_receipt") : privateJson(toReceiptJson(receipt));
  });
}
