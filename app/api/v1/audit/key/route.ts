import { dataResponse, preflight } from "@/app/_shared/dataResponse";
import { getServices } from "@/lib/services";

/** The public key that checkpoints of audit logs are signed with. */
export async function GET(request: Request): Promise<Response> {
  const { key, publicKey } = (await getServices()).organizations.auditSigner;
  const body = JSON.stringify({ key, algorithm: "Ed25519", public_key: publicKey });
  return dataResponse(request, { body, contentType: "application/json" });
}

export { preflight as OPTIONS };
