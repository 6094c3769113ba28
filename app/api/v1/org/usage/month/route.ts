import { orRefused } from "../../../../../_shared/orProblem";
import { privateJsonText, refused } from "../../../../../_shared/privateResponse";
import { readUsage, whichOf } from "../../../../../_shared/usageMonth";
import { withOrganization } from "../../withOrganization";

/** A month of the organization, or a statement: byte for byte what its hash is of. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, (open) =>
    orRefused(async () => {
      const which = whichOf(new URL(request.url).searchParams);
      if (which.month === null && which.statement === null)
        return refused("invalid_parameter", { message: "month or statement must be given" });
      return privateJsonText((await readUsage(open, which)).content);
    }),
  );
}
