import { respond } from "@/app/_shared/answering";
import { answerJson } from "@/lib/http/answerProblem";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";

/** Which version, build, schema and catalogue this process has. */
export async function GET(): Promise<Response> {
  const { readVersion } = await getServices();
  return respond(answerJson(readVersion()));
}
