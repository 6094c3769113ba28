/** Why a delivery failed. What a receiver answered with is not read. */
export const postProblems = {
  inward: "the address leads to this machine or a private network",
  plain: "the address is without TLS",
  name: "the name was not found",
  time: "no answer in time",
  connection: "no connection",
  redirect: "it was answered with another address, which is not followed",
  status: "the answer was no success",
} as const;

export type PostProblem = keyof typeof postProblems;
