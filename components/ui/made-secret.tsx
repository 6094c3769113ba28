import { Callout } from "./callout";
import { CodeBlock } from "./code-block";

interface MadeSecretProps {
  /** Whose it is, such as `Key of Acme`. */
  title: string;
  value: string;
}

/** A key or token right after it was made: the one time that it can be seen. */
export function MadeSecret({ title, value }: MadeSecretProps) {
  return (
    <section aria-label={title} className="flex max-w-[52rem] flex-col gap-3">
      <Callout title={title} tone="caution">
        <p>
          Copy it now. It is shown this once: only a hash of it is stored, and loading the page again does not
          bring it back.
        </p>
      </Callout>
      <CodeBlock label={title} code={value} wrap />
    </section>
  );
}
