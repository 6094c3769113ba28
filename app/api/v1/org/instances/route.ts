import { readPart } from "@/lib/database/part";
import { toJson } from "@/lib/http/json";
import { instancesJsonSchema, instancesPageRows } from "@/lib/organizations/links/instancesJson";
import { listLinkedInstances } from "@/lib/organizations/links/listLinkedInstances";
import { AfterNumber, parseAfter } from "@/lib/organizations/rules/after";
import { orRefused } from "../../../../_shared/orProblem";
import { privateJson } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

/** The organization's instances, a page at a time. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, ({ context, organizationId }) =>
    orRefused(async () => {
      const { rows, next } = await readPart(
        { after: parseAfter(request.url, AfterNumber), take: instancesPageRows },
        (part) => listLinkedInstances(context, { organizationId, part }),
        ({ number }) => String(number),
      );
      const page = { instances: rows, next: next === null ? null : Number(next) };
      return privateJson(toJson(instancesJsonSchema, page));
    }),
  );
}
