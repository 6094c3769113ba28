import { CodeBlock } from "../../ui/code-block";
import { Section } from "../../ui/section";
import { idCommands } from "./id-commands";

/** Where an engine's instance ID can be read, with commands to copy. */
export function FindId() {
  return (
    <Section
      id="find-id"
      title="Where to find the ID"
      lead="Any of these, on the engine’s machine. The ID has 20 characters, such as c6fgs68hmvj3sm2pbphg."
    >
      <dl className="flex max-w-[52rem] flex-col gap-6">
        {idCommands.map(({ id, title, about, command }) => (
          <div key={id}>
            <dt className="font-semibold">{title}</dt>
            <dd className="mt-0.5 text-sm text-ink-soft">{about}</dd>
            <dd className="mt-2">
              <CodeBlock label={`Shell: ${title}`} language="shell" code={command} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-5 max-w-measure text-sm text-ink-soft">
        2345 is the engine’s usual port and <code>dblab_server</code> the usual name of its container. A
        container without its <code>meta</code> folder mounted gets a new ID at every start.
      </p>
    </Section>
  );
}
