import { readPart } from "@/lib/database/part";
import { toJson } from "@/lib/http/json";
import { grantsJsonSchema, grantsPageRows } from "@/lib/organizations/grants/grantsJson";
import { listGrants } from "@/lib/organizations/grants/listGrants";
import { AfterId, parseAfter } from "@/lib/organizations/rules/after";
import { orRefused } from "../../../../_shared/orProblem";
import { privateJson } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

/** What support may look at, or could, a page at a time. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, ({ context, organizationId }) =>
    orRefused(async () => {
      const { rows, next } = await readPart(
        { after: parseAfter(request.url, AfterId), take: grantsPageRows },
        (part) => listGrants(context, { organizationId, part }),
        ({ id }) => id,
      );
      return privateJson(toJson(grantsJsonSchema, { grants: rows, next }));
    }),
  );
}
