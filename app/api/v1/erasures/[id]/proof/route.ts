import { answering } from "@/app/_shared/answering";
import type { InPath } from "@/app/_shared/pageProps";
import { privateJsonText, refused } from "@/app/_shared/privateResponse";
import { erasureProofJson } from "@/lib/releases/log/erasureProofJson";
import { getServices } from "@/lib/services";

/** That the log has the receipt of a completed erasure. It says nothing about the instance. */
export function GET(_: Request, { params }: InPath<"id">): Promise<Response> {
  return answering(async () => {
    const proof = await (await getServices()).publicLog.proveErasure((await params).id);
    return proof === null ? refused("unknown_receipt") : privateJsonText(erasureProofJson(proof));
  });
}
