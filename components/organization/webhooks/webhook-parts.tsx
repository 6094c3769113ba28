import type { ReactNode } from "react";
import type { ShownDelivery, ShownWebhook } from "@/lib/organizations/webhooks/listWebhooks";
import { postProblems } from "@/lib/organizations/webhooks/postProblems";
import { sayTime } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { Badge, StackedTable } from "../../ui";
import { PostForm } from "../../ui/post-form";

/** What pages of webhooks have in common: an organization's, and the operator's. */

const tones = { waiting: "caution", delivered: "good", "given up": "bad" } as const;

/** Whether a webhook answers. */
export function WebhookState({ webhook: { failures, resumeAt, waiting } }: { webhook: ShownWebhook }) {
  const waits = waiting === 0 ? "" : `, ${countOf(waiting, "delivery", "deliveries")} waiting`;
  if (failures === 0) return <>{`answers${waits}`}</>;
  return (
    <>
      <Badge tone="bad">failing</Badge> {countOf(failures, "time")} in a row{waits}
      {resumeAt === null ? "" : `; tried again ${sayTime(resumeAt)}`}
    </>
  );
}

function sayAnswer({ status, problem, attempts }: ShownDelivery): string {
  if (attempts === 0) return "not sent yet";
  const said = problem === null ? "taken" : postProblems[problem];
  return status === null ? said : `${status}: ${said}`;
}

/** A form of one button, about the webhook of an id. */
export function IdForm({ action, id, children }: { action: string; id: string; children: ReactNode }) {
  return (
    <PostForm action={action}>
      <input type="hidden" name="id" value={id} />
      {children}
    </PostForm>
  );
}

/** What was sent, newest first. */
export function Deliveries({ rows }: { rows: readonly ShownDelivery[] }) {
  return rows.length === 0 ? (
    <p className="text-ink-soft">Nothing yet.</p>
  ) : (
    <StackedTable
      caption="Deliveries, newest first"
      columns={["Made", "Event", "To", "State", "Attempts", "Last answer"]}
      rows={rows.map((one) => ({
        key: one.id,
        cells: [
          sayTime(one.createdAt),
          <code key="event">{one.event}</code>,
          one.host,
          <Badge key="state" tone={tones[one.state]}>
            {one.state}
          </Badge>,
          String(one.attempts),
          sayAnswer(one),
        ],
      }))}
    />
  );
}

/** How a receiver knows that a delivery is ours. */
export function SignatureRule() {
  return (
    <p>
      Signatures are those of Standard Webhooks: <code>webhook-signature</code> is <code>v1,</code> and the
      Base64 of the HMAC-SHA-256 of <code>webhook-id</code>, a full stop, <code>webhook-timestamp</code>, a
      full stop, and the body, under the secret without <code>whsec_</code>, from Base64. Refuse what is older
      than five minutes, and drop an id that you had: an answer that was lost is asked for again.
    </p>
  );
}
