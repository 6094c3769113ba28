import { FormNotice } from "../ui/form-notice";
import { MadeSecret } from "../ui/made-secret";
import { type OperatorNotice, sayOperatorNotice } from "./notices";

export interface OutcomeProps {
  notice: OperatorNotice | null;
  /** A key or token that was just made. */
  made: { readonly title: string; readonly value: string } | null;
}

/** What the last form came to, at the top of the page that follows it. */
export function Outcome({ notice, made }: OutcomeProps) {
  if (notice === null && made === null) return null;
  return (
    <div className="flex flex-col gap-6">
      {notice === null ? null : (
        <FormNotice tone={notice.kind === "done" ? "good" : "bad"}>{sayOperatorNotice(notice)}</FormNotice>
      )}
      {made === null ? null : <MadeSecret title={made.title} value={made.value} />}
    </div>
  );
}
