import type { Catalogue } from "@/lib/catalogue";
import { sayVersion } from "../catalogue/say-event-type";
import { Link, Prose, Section, StackedTable } from "../ui";

/** What can be read between an engine and this service. */
export function OnTheWire({ catalogue }: { catalogue: Catalogue }) {
  const since = (name: string) => {
    const type = catalogue.find(name);
    return type === undefined ? "" : sayVersion(type.since);
  };
  return (
    <Section
      id="wire"
      title="What is in clear text on the wire"
      lead="Hashing happens here, not in the engine. Until an event arrives it is as readable as its transport."
    >
      <div className="flex flex-col gap-5">
        <StackedTable
          caption="What engines send in clear text"
          columns={[
            { title: "What", className: "md:w-[22%]" },
            { title: "Since engine", className: "md:w-[12%]" },
            { title: "Why it matters", className: "md:w-[36%]" },
            "What we do",
          ]}
          rows={[
            {
              key: "branches",
              cells: [
                "Branch names",
                since("branch_created"),
                "People choose them; they can name a customer or a person.",
                "Hashed with a key on arrival; the name is never written to disk.",
              ],
            },
            {
              key: "snapshots",
              cells: [
                "Snapshot IDs",
                since("snapshot_destroyed"),
                "They begin with the name of the pool or dataset, which people choose.",
                "The same.",
              ],
            },
            {
              key: "clones",
              cells: [
                "Clone IDs, as SHA-1",
                since("clone_created"),
                "The hash has no salt: anyone who guesses an ID can check the guess.",
                "Hashed again, with a key.",
              ],
            },
            {
              key: "instance",
              cells: [
                "The instance ID",
                sayVersion("3.0.0"),
                "In the body, and in a header: Access-Token up to 3.3, Selfassigned-Instance-Id from 3.4.",
                "The header is not read; of the body’s a keyed hash is stored.",
              ],
            },
            {
              key: "observer",
              cells: [
                "Postgres logs of observed clones",
                sayVersion("3.0.0"),
                "Where somebody uses the CI observer with a key or token configured: logs hold statements, and statements hold data.",
                "Read past and thrown away as they come. Only how many such calls there were in a day is kept.",
              ],
            },
            {
              key: "secrets",
              cells: [
                "Access-Token and Org-Key",
                sayVersion("3.4.0"),
                "If configured, engines send these secrets of the customer’s with every event.",
                "With events Access-Token is not read. Org-Key is compared by its keyed hash, to link the instance to its organization; neither is stored or logged. Configure them only where the organization is a customer of the server’s operator.",
              ],
            },
          ]}
        />
        <Prose>
          <p>
            <Link href="/calls">Every call an engine makes</Link>, header by header and field by field.
          </p>
          <p>
            Use <code>https</code> in the engine’s address wherever the way is not your own network. Where
            engines come in over plain <code>http</code>, everything above can be read on the way.
          </p>
        </Prose>
      </div>
    </Section>
  );
}
