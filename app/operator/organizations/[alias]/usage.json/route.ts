import type { InPath } from "@/app/_shared/pageProps";
import { usageFile } from "@/app/_shared/usageMonth";
import { withOrganizationOfOperator } from "@/app/operator/readOperator";

/** A month or a statement of an organization, for the operator. */
export async function GET(request: Request, { params }: InPath<"alias">): Promise<Response> {
  return withOrganizationOfOperator((await params).alias, (open) => usageFile(request, open, "json"));
}
