import { isOperatorDeed, type OperatorNotice } from "@/components/operator/notices";

/** What the address says of the last form: `?done=<deed>` or `?problem=<deed>`. */
export function noticeOf({
  done,
  problem,
}: Readonly<Record<string, string | string[] | undefined>>): OperatorNotice | null {
  if (isOperatorDeed(problem)) return { kind: "problem", deed: problem };
  return isOperatorDeed(done) ? { kind: "done", deed: done } : null;
}
