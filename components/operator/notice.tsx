import { type OperatorNotice, sayOperatorNotice } from "./notices";

/** What the last form came to, at the top of the page that follows it. */
export function Notice({ notice }: { notice: OperatorNotice | null }) {
  if (notice === null) return null;
  const isDone = notice.kind === "done";
  return (
    <p
      role={isDone ? "status" : "alert"}
      className={`max-w-measure border-l-[3px] py-0.5 pl-4 text-sm ${isDone ? "border-good" : "border-bad"}`}
    >
      {sayOperatorNotice(notice)}
    </p>
  );
}
