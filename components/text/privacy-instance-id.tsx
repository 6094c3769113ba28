import { exampleInstanceIds } from "@/lib/catalogue";
import { sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { DataTable, numbers, Prose, Section } from "../ui";
import { decodeInstanceId } from "./decode-instance-id";

/** The parts of an instance ID, with the documentation's example taken apart. */
export function InstanceId() {
  const [example] = exampleInstanceIds;
  const { madeAt, machine, process, counter } = decodeInstanceId(example);
  return (
    <Section
      id="instance-id"
      title="What the instance ID is made of"
      lead="The documentation calls it randomly generated. It is unique, but most of it is not random."
    >
      <div className="flex max-w-[52rem] flex-col gap-5">
        <DataTable
          id="instance-id-parts"
          caption={
            <>
              An engine makes an xid at its first start: 12 bytes, written as 20 characters. Here the one of
              the documentation’s example, <code>{example}</code>
            </>
          }
          columns={[...numbers("Bytes"), "What", "In the example"]}
          rows={[
            {
              key: "time",
              cells: ["4", "Seconds since 1970: when the ID was made", sayTime(madeAt.toISOString())],
            },
            {
              key: "machine",
              cells: [
                "3",
                "Start of a hash of the machine’s ID or name",
                <code key="machine">{machine}</code>,
              ],
            },
            { key: "process", cells: ["2", "Process ID", process] },
            {
              key: "counter",
              cells: ["3", "A counter that starts at random", sayCount(counter)],
            },
          ]}
        />
        <Prose>
          <p>
            So it is not 128 random bits. Anyone who knows when and on which machine an engine was first
            started has most of it, and the engine shows it to anybody who can reach its <code>/healthz</code>
            . A plain hash would not hide it: one could try candidates. That is why it is hashed with a secret
            key, and why nothing that is published depends on the ID being secret.
          </p>
          <p>
            What that does not prevent: anyone who has the database <em>and</em> the pepper can check a guess.
            And all events of an instance hang together under its key; the operator can see what one instance
            did over time, without its ID.
          </p>
        </Prose>
      </div>
    </Section>
  );
}
