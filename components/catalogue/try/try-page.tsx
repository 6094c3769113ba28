import { type Catalogue, type EngineVersion, engineVersions } from "@/lib/catalogue";
import { Link, Page } from "../../ui";
import { type ExampleForm, readForm } from "./example-forms";
import { makeExample } from "./examples";
import { judge } from "./judge";
import { TryIt } from "./try-it";
import { VerdictView } from "./verdict";

interface TryPageProps {
  catalogue: Catalogue;
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>;
  baseUrl: string;
  /** Days for which raw events are kept, which bound `event_time`. */
  retentionDays: number;
}

/** Checks a payload in the browser, by the code that checks it when it arrives. */
export function TryPage({ catalogue, parameters, baseUrl, retentionDays }: TryPageProps) {
  const { type: name, form, engine } = parameters;
  const type = catalogue.find(typeof name === "string" ? name : "") ?? catalogue.types[0];
  const version: EngineVersion | undefined = engineVersions.find((known) => known === engine);
  const chosenForm: ExampleForm = readForm(typeof form === "string" ? form : undefined);
  const typeName = type?.name ?? "";
  const text = type === undefined ? "" : makeExample({ type, form: chosenForm, version, baseUrl });
  return (
    <Page
      title="Try it"
      lead="Paste what an engine sends, and see what would be accepted, kept, hashed and left out. Your browser does the check, with the schemas the server uses. Nothing is sent anywhere."
      above={<Link href="/events">Events</Link>}
    >
      <div className="needs-script">
        <TryIt
          types={catalogue.types.map((one) => ({ name: one.name, title: one.title }))}
          typeName={typeName}
          form={chosenForm}
          version={version}
          text={text}
          baseUrl={baseUrl}
          retentionDays={retentionDays}
        >
          <VerdictView verdict={judge(text, { catalogue, typeName, now: new Date(), retentionDays })} />
        </TryIt>
      </div>
      <div className="without-script flex flex-col gap-4">
        <p className="max-w-measure">
          The check needs JavaScript, because it runs here and not on the server. Without it, any validator of
          JSON Schema (2020-12) does the same with these:
        </p>
        <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
          {catalogue.types.map((known) => (
            <li key={known.name}>
              <Link href={`/events/${known.name}/schema.json`}>{known.title}, JSON Schema</Link>
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}
