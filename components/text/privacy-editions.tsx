import { Link } from "../ui/link";
import { Prose } from "../ui/prose";
import { Section } from "../ui/section";
import { StackedTable } from "../ui/stacked-table";

/** What the documentation says of the editions, and what holds here today. */
export function Editions() {
  return (
    <Section
      id="editions"
      title="Community, Standard, Enterprise"
      lead="What the engine’s documentation says, and what this service does today."
    >
      <div className="flex flex-col gap-5">
        <StackedTable
          caption="Editions"
          columns={[
            { title: "Edition", className: "md:w-[14%]" },
            { title: "The documentation", className: "md:w-[43%]" },
            { title: "Switching it off" },
          ]}
          rows={[
            {
              key: "ce",
              cells: [
                "Community",
                "Minimal data that does not identify a person; the instance ID stands for nobody.",
                "Possible at any time.",
              ],
            },
            {
              key: "se",
              cells: [
                "Standard",
                "The instance ID is stored with the customer’s organization, and may be used for support when asked for.",
                "Not possible: billing, support and the link to the organization depend on it.",
              ],
            },
            {
              key: "ee",
              cells: [
                "Enterprise",
                "The instance ID: as in the Standard Edition.",
                "The documentation does not say.",
              ],
            },
          ]}
        />
        <Prose>
          <p>
            <strong>Today this service treats every instance as the Community Edition’s.</strong>{" "}
            Organizations are not built: no instance is linked to one, <code>Org-Key</code> is ignored and
            never stored, and the Standard Edition’s calls for registration and usage are answered{" "}
            <code>404</code>. The sentences above about organizations describe Postgres.ai’s own service, as{" "}
            <Link href="https://postgres.ai/docs/database-lab/telemetry">documented</Link>.
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
          <li>Organizations, and keeping the instance IDs of their instances in clear.</li>
        </ul>
        <p>
          What is counted of an instance by day is erased with it; see{" "}
          <Link href="/instance">My instance</Link>.
        </p>
      </Prose>
    </Section>
  );
}
