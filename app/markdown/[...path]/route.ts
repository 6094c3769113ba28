import { preflight } from "@/app/_shared/dataResponse";
import { markdownResponse } from "@/app/_shared/markdownResponse";

interface InPath {
  readonly params: Promise<{ readonly path: readonly string[] }>;
}

/** `/<page>.md`, which next.config.js rewrites to here: a public page as Markdown. */
export async function GET(request: Request, { params }: InPath): Promise<Response> {
  return markdownResponse(request, `/${(await params).path.join("/")}`);
}

export { preflight as OPTIONS };
