/** Why a grant was not made, by what an address says of it. */
export const grantProblems = {
  instances: "Choose at least one instance. Nothing was granted.",
  reason: "Say why, in 3 to 500 characters. Nothing was granted.",
  length: "A grant lasts from one hour to 30 days. Nothing was granted.",
  refused: "An instance is linked no longer. Nothing was granted.",
} as const;

export type GrantProblem = keyof typeof grantProblems;

export function isGrantProblem(text: unknown): text is GrantProblem {
  return typeof text === "string" && Object.hasOwn(grantProblems, text);
}
