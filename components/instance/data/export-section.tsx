import { exportForms } from "@/lib/instances/export/exportForms";
import { forExcel } from "@/lib/words/csvForExcel";
import { Link, Section } from "../../ui";
import { CodeBlock } from "../../ui/code-block";
import type { ShownInstance } from "../instance-frame";
import { apiAccess, exportCommand } from "./api-commands";

interface ExportSectionProps {
  instance: ShownInstance;
  /** Without a slash at the end. */
  baseUrl: string;
}

/** Everything that is stored of an instance, as a file. */
export function ExportSection({ instance, baseUrl }: ExportSectionProps) {
  const { variable } = apiAccess(instance);
  return (
    <Section
      id="export"
      title="Download your data"
      lead="Everything that is stored of this instance, in four forms. Each says at its head what is in it, how it was made, and at its end how much it is."
    >
      <div className="flex max-w-[52rem] flex-col gap-5">
        <ul className="flex flex-col gap-1.5">
          {Object.entries(exportForms).map(([form, { title, what, contentType }]) => (
            <li key={form}>
              <Link href={`${instance.base}/export/${form}`}>{title}</Link>
              {contentType === "text/csv" ? (
                <>
                  , or <Link href={forExcel(`${instance.base}/export/${form}`)}>for Excel</Link>
                </>
              ) : null}
              <span className="text-ink-soft">: {what}</span>
            </li>
          ))}
        </ul>
        <p className="max-w-measure text-sm text-ink-soft">
          The files hold hashes where hashes are stored: what is not stored cannot be exported. Their names do
          not have the ID, their content does.
        </p>
        <CodeBlock
          label="Shell: the same through the API"
          language="shell"
          code={exportCommand(baseUrl, instance, "ndjson")}
        />
        <p className="text-sm text-ink-soft">
          Set <code>{variable}</code> first. <Link href="/api">The API</Link> describes the other forms and
          reads the rest as well.
        </p>
      </div>
    </Section>
  );
}
