import type { SupportGrant } from "@/lib/organizations/grants/listGrants";
import { sayTime } from "@/lib/words/sayDates";
import { Badge, type BadgeTone, Link, StackedTable } from "../../ui";
import { ConfirmedForm } from "../../ui/confirmed-form";

const tones: Readonly<Record<SupportGrant["state"], BadgeTone>> = {
  active: "caution",
  ended: "neutral",
  revoked: "neutral",
};

/** The anchor of a grant, to which the audit log leads. */
export function grantAnchor(id: string): string {
  return `grant-${id}`;
}

interface GrantsTableProps {
  caption: string;
  grants: readonly SupportGrant[];
}

/** Grants, with a button that takes an active one back. */
export function GrantsTable({ caption, grants }: GrantsTableProps) {
  return (
    <StackedTable
      caption={caption}
      columns={[
        { title: "Reason", className: "md:w-[26%]" },
        { title: "Instances", className: "md:w-[16%]" },
        { title: "Granted", className: "md:w-[22%]" },
        { title: "Until", className: "md:w-[20%]" },
        "State",
      ]}
      rows={grants.map((grant) => ({
        key: grant.id,
        id: grantAnchor(grant.id),
        cells: [
          grant.reason,
          <Instances key="instances" numbers={grant.instances} />,
          <span key="granted">
            {sayTime(grant.grantedAt)}
            <span className="block text-xs text-ink-soft">by {grant.grantedBy}</span>
          </span>,
          grant.revokedAt === null ? sayTime(grant.endsAt) : `${sayTime(grant.revokedAt)}, taken back`,
          <State key="state" grant={grant} />,
        ],
      }))}
    />
  );
}

/** A grant can be of hundreds. */
const namedInstances = 12;

function Instances({ numbers }: { numbers: SupportGrant["instances"] }) {
  if (numbers.length === 0) return <span className="text-ink-soft">linked no longer</span>;
  return (
    <ul className="flex flex-wrap gap-x-3">
      {numbers.slice(0, namedInstances).map((number) => (
        <li key={number}>
          <Link href={`/org/instances/${number}`}>Instance {number}</Link>
        </li>
      ))}
      {numbers.length > namedInstances ? <li>and {numbers.length - namedInstances} more</li> : null}
    </ul>
  );
}

function State({ grant: { id, state, reason } }: { grant: SupportGrant }) {
  if (state !== "active") return <Badge tone={tones[state]}>{state}</Badge>;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Badge tone={tones.active}>active</Badge>
      <ConfirmedForm
        action="/org/support/revoke"
        id={id}
        words="Revoke"
        of={`access: ${reason}`}
        consequence="Support loses access at once. You can grant it again at any time."
      />
    </div>
  );
}
