/** Why a form about tokens did nothing, by what an address says of it. */
export const tokenProblems = {
  name: "A token needs a name of 1 to 100 characters. Nothing was issued.",
  own: "This is the token you are signed in with. Say that you know it, and it is revoked.",
} as const;

export type TokenProblem = keyof typeof tokenProblems;

export function isTokenProblem(text: unknown): text is TokenProblem {
  return typeof text === "string" && Object.hasOwn(tokenProblems, text);
}
