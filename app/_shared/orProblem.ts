import {
  isOrganizationProblem,
  isProblemName,
  type OrganizationProblem,
  type OrganizationProblemName,
} from "@/lib/organizations/rules/organizationProblem";
import { goTo } from "./cookieSessions";
import { refused } from "./privateResponse";

/** Does what a form asks for. Where that cannot be, the reader is sent to a page, whose address then names the problem. */
export function orProblem(page: string, act: () => Promise<Response>): Promise<Response> {
  return unlessProblem(act, ({ problem }) => goTo(`${page}?problem=${problem}`));
}

/** Does what a call asks for. Where that cannot be, the answer is the error object with the problem in words. */
export function orRefused(act: () => Promise<Response>): Promise<Response> {
  return unlessProblem(act, ({ message }) => refused("invalid_parameter", { message }));
}

/** The problem that an address names; null for none. */
export function problemOf({
  problem,
}: Readonly<Record<string, string | string[] | undefined>>): OrganizationProblemName | null {
  return isProblemName(problem) ? problem : null;
}

async function unlessProblem(
  act: () => Promise<Response>,
  answer: (problem: OrganizationProblem) => Response,
): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    if (isOrganizationProblem(error)) return answer(error);
    throw error;
  }
}
