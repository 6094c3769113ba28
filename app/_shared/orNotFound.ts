import { notFound } from "next/navigation";
import { isOrganizationProblem } from "@/lib/organizations/rules/organizationProblem";

/** What a page is made of; what its address names and cannot be is not found. */
export async function orNotFound<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (isOrganizationProblem(error)) notFound();
    throw error;
  }
}
