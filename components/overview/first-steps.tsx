import { Callout, Page, Prose, Section, Tabs } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { engineSettings } from "./engine-settings";
import { exampleCommand } from "./example-request";
import { LiveRefresh } from "./live-refresh";

interface FirstStepsProps {
  /** Where engines reach this installation, without a slash at the end. */
  baseUrl: string;
}

/** The overview of an empty database: how to make the first event arrive. */
export function FirstSteps({ baseUrl }: FirstStepsProps) {
  return (
    <Page
      title="Ready, and waiting for the first event"
      lead="Nothing has been received yet. This page turns into the overview as soon as an event arrives."
      aside={<LiveRefresh computedAt={new Date().toISOString()} />}
    >
      <Section
        id="try-it"
        title="Send one event by hand"
        lead="The example of the engine’s public documentation. Its instance belongs to nobody: it is shown and never counted."
      >
        <div className="max-w-[52rem]">
          <CodeBlock label="Shell" language="shell" code={exampleCommand(baseUrl)} wrap />
        </div>
        <div className="mt-3">
          <Prose>
            <p>
              <code>200</code> and <code>{"{}"}</code> come back once the event is on disk.
            </p>
          </Prose>
        </div>
      </Section>
      <Section
        id="point-an-engine-here"
        title="Point an engine here"
        lead="In the engine’s server.yml. The engine itself adds the rest of the address."
      >
        <div className="max-w-[52rem]">
          <Tabs
            id="engine-version"
            label="Engine version"
            tabs={engineSettings(baseUrl).map(({ id, engines, yaml }) => ({
              id,
              title: `Engine ${engines}`,
              content: (
                <div className="flex flex-col gap-3">
                  <CodeBlock label="server.yml" language="yaml" code={yaml} />
                  <Prose>{id === "from-3-4" ? <FromVersion34 /> : <UpToVersion33 />}</Prose>
                </div>
              ),
            }))}
          />
        </div>
      </Section>
      {isLoopback(baseUrl) ? (
        <Callout title="An engine in a container sees another localhost">
          <p>
            There <code>localhost</code> is the container itself. Start this service with{" "}
            <code>HOST=0.0.0.0</code> and give the engine this machine’s address on the container network
            instead.
          </p>
        </Callout>
      ) : null}
    </Page>
  );
}

function FromVersion34() {
  return (
    <>
      <p>Reload the configuration; no restart is needed. The next thing the engine does appears here.</p>
      <p>
        Everything the engine sends to its platform follows <code>platform.url</code>. Leave out{" "}
        <code>platform.accessToken</code>, unless it is a token that this service made for an organization:
        the engine asks this address to confirm it, and stops without a confirmation.
      </p>
    </>
  );
}

function UpToVersion33() {
  return (
    <p>
      The address is read when the engine starts, so restart it; its <code>engine_started</code> is then the
      first event here. The switch <code>enabled</code> alone takes effect on reload.
    </p>
  );
}

function isLoopback(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(baseUrl).hostname);
}
