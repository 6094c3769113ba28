import { limits } from "@/lib/organizations/rules/limits";
import type { OrganizationProblemName } from "@/lib/organizations/rules/organizationProblem";
import type { OrganizationSender } from "@/lib/organizations/senders/listSenders";
import { sayTime } from "@/lib/words/sayDates";
import { Badge, Button, type ListPart, Pager, Section, StackedTable, TextField } from "../../ui";
import { ConfirmedForm } from "../../ui/confirmed-form";
import { PostForm } from "../../ui/post-form";

interface RelaysSectionProps {
  relays: ListPart<OrganizationSender>;
  problem: OrganizationProblemName | null;
  /** Of the element that says what the problem is. */
  problemId: string;
}

/** The tokens of an organization's relays: which there are, a form for another one, and their end. */
export function RelaysSection({ relays, problem, problemId }: RelaysSectionProps) {
  return (
    <Section
      id="relays"
      title="Relays"
      lead="A relay in your network sends with a token of its own. Events of instances that are linked to you then count by their own times, however long the relay was cut off; what happened before an instance was linked, and events of all other instances, are taken as anybody’s."
    >
      {relays.rows.length === 0 ? null : (
        <StackedTable
          caption="Tokens of relays, newest first"
          columns={["Name", "Ends with", "Created", "Last sent what was long over", "State"]}
          rows={relays.rows.map((relay) => ({
            key: relay.id,
            cells: [
              relay.name,
              <code key="hint" className="font-mono" translate="no">
                …{relay.hint}
              </code>,
              sayTime(relay.issuedAt),
              relay.lastHistoryAt === null ? "never" : sayTime(relay.lastHistoryAt),
              <State key="state" relay={relay} />,
            ],
          }))}
        />
      )}
      <Pager label="Pages of relays" {...relays} />
      <PostForm
        action="/org/senders/issue"
        autoComplete="off"
        className="flex max-w-[52rem] flex-col items-start gap-4 border border-rule-strong p-5"
      >
        <TextField
          className="w-full max-w-96"
          label="Name of the relay"
          name="name"
          required
          maxLength={limits.name}
          {...(problem === "sender-name" ? { "aria-invalid": true, "aria-describedby": problemId } : {})}
        />
        <Button type="submit" look="primary">
          Issue a token for a relay
        </Button>
      </PostForm>
    </Section>
  );
}

function State({ relay: { id, name, revokedAt } }: { relay: OrganizationSender }) {
  if (revokedAt !== null) {
    return (
      <>
        <Badge>revoked</Badge>
        <span className="block text-xs text-ink-soft">{sayTime(revokedAt)}</span>
      </>
    );
  }
  return (
    <ConfirmedForm
      action="/org/senders/revoke"
      id={id}
      words="Revoke"
      of={`the token of ${name}`}
      consequence="What the relay sends with this token is refused from now on. This cannot be undone."
    />
  );
}
