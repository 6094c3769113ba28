import { onSite } from "@/lib/http/onSite";
import { type GrantedInstance, placeOfGranted } from "@/lib/organizations/support/listGrantedInstances";
import { sayTime } from "@/lib/words/sayDates";
import { EmptyState, Link, type ListPart, Page, Pager, Section, StackedTable } from "../ui";
import { SignOut } from "../ui/sign-out";

interface SupportPageProps {
  /** The name of whoever is signed in. */
  member: string;
  instances: ListPart<GrantedInstance>;
}

/** The instances that grants let a member of support look at now. */
export function SupportPage({ member, instances }: SupportPageProps) {
  return (
    <Page
      title="Support"
      lead={`Signed in as ${member}. Every look at an instance is written into its organization’s log under this name, with the page and the grant.`}
      aside={<SignOut action="/support/sign-out" />}
    >
      <Section id="instances" title="Open to support now">
        {instances.rows.length === 0 ? (
          <EmptyState title="No grant is active">
            An organization gives one at its page <code>{onSite("/org/support")}</code>: which instances, why,
            and until when.
          </EmptyState>
        ) : (
          <StackedTable
            caption="Instances that grants open now"
            columns={[
              { title: "Instance", className: "md:w-[16%]" },
              { title: "Organization", className: "md:w-[22%]" },
              "Reason",
              { title: "Until", className: "md:w-[24%]" },
            ]}
            rows={instances.rows.map(({ alias, number, organization, reason, endsAt }) => ({
              key: placeOfGranted({ alias, number }),
              cells: [
                <Link key="number" href={`/support/instances/${placeOfGranted({ alias, number })}`}>
                  Instance {number}
                </Link>,
                organization,
                reason,
                sayTime(endsAt),
              ],
            }))}
          />
        )}
        <Pager label="Pages of instances" {...instances} />
      </Section>
    </Page>
  );
}
