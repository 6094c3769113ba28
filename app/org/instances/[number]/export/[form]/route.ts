import { exportResponse } from "@/app/_shared/exportResponse";
import { notOpen } from "@/app/_shared/privateResponse";
import { readStored } from "../../readLinked";

/** Everything that is stored of an instance of the organization, as a file. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ number: string; form: string }> },
): Promise<Response> {
  const state = await readStored(params);
  return state === null ? notOpen() : exportResponse(state.instance, (await params).form);
}
