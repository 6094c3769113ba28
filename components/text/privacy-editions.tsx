import { Link, Prose, Section, StackedTable } from "../ui";

const linked = (
  <>
    The clear instance ID, the project’s name, when it was linked, and an hourly usage report (CPUs, memory,
    size of the data), all with the organization that the engine’s <code>Org-Key</code> belongs to.
  </>
);

/** What is linked in which edition, and why. */
export function Editions({ billingRetentionDays }: { billingRetentionDays: number }) {
  return (
    <Section
      id="editions"
      title="Community, Standard, Enterprise"
      lead="In the paid editions an instance belongs to an organization. What is linked, why, and who sees it."
    >
      <div className="flex flex-col gap-5">
        <StackedTable
          caption="Editions"
          columns={[
            { title: "Edition", className: "md:w-[12%]" },
            { title: "What is linked", className: "md:w-[34%]" },
            { title: "Why", className: "md:w-[30%]" },
            "Switching it off",
          ]}
          rows={[
            {
              key: "ce",
              cells: [
                "Community",
                "Nothing. The instance ID is stored as a keyed hash and stands for nobody.",
                "To know how engines are used, in aggregates.",
                "Possible at any time.",
              ],
            },
            {
              key: "se",
              cells: [
                "Standard",
                linked,
                "Billing by usage, and support where the organization asks for it.",
                "Not possible: billing, support and the link to the organization depend on it.",
              ],
            },
            {
              key: "ee",
              cells: ["Enterprise", linked, "As in the Standard Edition.", "The documentation does not say."],
            },
          ]}
        />
        <Prose>
          <p>
            <strong>An edition follows from the key.</strong> An engine without an <code>Org-Key</code> is the
            Community Edition’s; with a valid one it has the edition of the organization’s plan. Keys and
            access tokens are kept as keyed hashes only, and never written to a log. Once an engine has sent
            its key, events that name its instance without it are kept apart and change nothing: anybody who
            knows the instance ID could send them.
          </p>
          <p>
            <strong>AWS Marketplace.</strong> Such an instance pays there. It neither registers nor reports
            usage, nothing in its events says where it is from, and so it counts as Community. Its
            organization can claim it: <Link href="/methodology#editions">how, and what that changes</Link>.
          </p>
          <p>
            <strong>An email address</strong> is stored only of a personal access token whose owner gave one,
            so that engines that check the token can bind clones to it. It is encrypted under a key that is
            not in the database, shown on the organization’s page of tokens, and gone when it is erased there
            or the token ends. No log, event or statistic has it.
          </p>
          <p>
            <strong>While our database is away</strong> these engines are answered of what was known last:
            plan, billing, keyed hashes of keys and tokens, and which hashed instance is whose. That, and what
            they report meanwhile, also lies on the service’s own disk, encrypted under a key that is not in
            the database. A report goes into the database when that is back, and off the disk.
          </p>
          <p>
            <strong>Who sees a linked instance.</strong> Its organization, after signing in at{" "}
            <Link href="/org">Organization</Link>; its ID alone opens nothing any more. Support sees nothing
            until the organization grants it, for chosen instances, a reason, and some hours or days; every
            look is written to a log that the organization reads. The operator’s own pages show organizations,
            keys and grants, never an event. Anyone who has the database itself could read it, as with every
            service.
          </p>
          <p>
            <strong>Erasure.</strong> An organization can have the events of an instance erased like anybody
            else. The link, the project and the usage reports stay for billing, {billingRetentionDays} days
            from the report; the log of who looked stays too.
          </p>
          <p>
            <strong>In statistics</strong> the paid editions are counted like the Community’s, under{" "}
            <Link href="/methodology#small-groups">the same rule for small groups</Link>: an edition is shown
            by itself only where it is large enough. No organization appears in any of them. The{" "}
            <Link href="https://postgres.ai/docs/database-lab/telemetry">engine’s documentation</Link> says
            the same of what is linked.
          </p>
        </Prose>
      </div>
    </Section>
  );
}

/** What a reader could expect of a privacy page and would not find. */
export function NotYet() {
  return (
    <Section id="not-yet" title="What is not built yet">
      <Prose>
        <ul>
          <li>A limit on how long counts by instance and day are kept.</li>
        </ul>
        <p>
          What is counted of an instance by day is erased with it; see{" "}
          <Link href="/instance">My instance</Link>.
        </p>
      </Prose>
    </Section>
  );
}
