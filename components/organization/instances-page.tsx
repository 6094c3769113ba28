import type { LinkedCounts, LinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
import { sayDay, sayTime } from "@/lib/words/sayDates";
import { capitalise } from "@/lib/words/sayPlurals";
import {
  Badge,
  type BadgeTone,
  EmptyState,
  Figure,
  KeyFigures,
  Link,
  type ListPart,
  Pager,
  Prose,
  Section,
  StackedTable,
} from "../ui";
import { OrganizationFrame, type ShownOrganization } from "./organization-frame";

const tones: Readonly<Record<LinkedInstance["state"], BadgeTone>> = {
  running: "good",
  stopped: "neutral",
  silent: "neutral",
  unknown: "neutral",
};

interface InstancesPageProps extends ShownOrganization {
  counts: LinkedCounts;
  instances: ListPart<LinkedInstance>;
}

/** The instances of an organization. */
export function InstancesPage({ counts, instances, ...shown }: InstancesPageProps) {
  const { plan, billingActive } = shown.organization;
  return (
    <OrganizationFrame
      {...shown}
      path="/org"
      title="Instances"
      lead="Every instance that registered or sent an event with a key of the organization."
    >
      <KeyFigures id="organization" title="The organization">
        <Figure label="Instances" value={counts.instances} note={sayProjects(counts.projects)} />
        <Figure label="Active" value={counts.active} note="sent something in 28 days" />
        <Figure label="Plan" value={capitalise(plan)} note="the edition of its instances" />
        <Figure
          label="Billing"
          value={billingActive ? "Active" : "Not active"}
          note="engines are told every hour"
        />
      </KeyFigures>
      <Section id="instances" title="All instances">
        {counts.instances === 0 ? (
          <EmptyState title="No instance is linked yet">
            Set <code>platform.orgKey</code> of an engine to a key of the organization, which the operator of
            this service issues. The instance is here with its first event.
          </EmptyState>
        ) : (
          <StackedTable
            caption="Instances of the organization"
            columns={[
              { title: "Instance", className: "md:w-[27%]" },
              { title: "Project", className: "md:w-[20%]" },
              { title: "Version", className: "md:w-[10%]" },
              { title: "State", className: "md:w-[11%]" },
              { title: "Last seen", className: "md:w-[16%]" },
              "Linked",
            ]}
            rows={instances.rows.map(toRow)}
          />
        )}
        <Pager label="Pages of instances" {...instances} />
      </Section>
      <Section id="claim" title="Add an instance from AWS Marketplace">
        <Prose>
          <p>
            It pays at AWS and never registers, so it counts as Community until it is linked. Set{" "}
            <code>platform.orgKey</code> in its <code>server.yml</code> to a key of the organization and
            restart it: its next start comes with the key, which only the organization has, and links it.
            Where that cannot be, the operator of this service links it by its instance ID.
          </p>
        </Prose>
      </Section>
    </OrganizationFrame>
  );
}

function toRow(instance: LinkedInstance) {
  const { number, instanceId, project, version, state, lastSeen, linkedAt, registeredAt } = instance;
  return {
    key: String(number),
    cells: [
      <span key="instance" className="flex flex-wrap items-baseline gap-x-2">
        <Link href={`/org/instances/${number}`}>Instance {number}</Link>
        <code className="font-mono text-ink-soft" translate="no">
          {instanceId}
        </code>
      </span>,
      project ?? soft("none"),
      version ?? soft("not said"),
      <Badge key="state" tone={tones[state]}>
        {state}
      </Badge>,
      lastSeen === null ? (
        soft("nothing is stored")
      ) : (
        <time key="seen" dateTime={lastSeen} title={sayTime(lastSeen)}>
          {sayDay(lastSeen)}
        </time>
      ),
      <span key="linked">
        {sayDay(linkedAt)}
        <span className="block text-xs text-ink-soft">
          {registeredAt === null ? "not registered" : "registered"}
        </span>
      </span>,
    ],
  };
}

function soft(words: string) {
  return <span className="text-ink-soft">{words}</span>;
}

function sayProjects(projects: number): string {
  if (projects === 0) return "of no project";
  return projects === 1 ? "of one project" : `of ${projects} projects`;
}
