import type { SupportGrant } from "@/lib/organizations/grants/listGrants";
import { sayTime } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { Badge, type ListPart, Pager, Section } from "../ui";
import { Listing } from "./listing";

/** Which organizations let support look, and until when; neither at what, nor why. */
export function GrantsSection({ grants }: { grants: ListPart<SupportGrant> }) {
  return (
    <Section
      id="grants"
      title="Grants to support"
      lead="An organization gives them and takes them back. Support sees nothing without one."
    >
      <Listing
        caption="Grants, newest first"
        columns={[
          "Organization",
          { title: "State", className: "md:w-[12%]" },
          "Granted",
          "Until",
          { title: "For", className: "md:w-[14%]" },
        ]}
        rows={grants.rows.map(({ id, alias, state, grantedAt, endsAt, revokedAt, instances }) => ({
          key: id,
          cells: [
            alias,
            <Badge key="state" tone={state === "active" ? "accent" : "neutral"}>
              {state}
            </Badge>,
            sayTime(grantedAt),
            sayTime(revokedAt ?? endsAt),
            countOf(instances.length, "instance"),
          ],
        }))}
        empty="No grant yet."
      />
      <Pager label="Pages of grants" {...grants} />
    </Section>
  );
}
