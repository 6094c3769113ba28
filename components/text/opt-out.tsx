import { Callout, DataTable, Link, Page, Prose, Section, Tabs } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { engineBehindRelay, relaySetUp, switches } from "./switches";

interface OptOutProps {
  /** Days for which raw events are kept here. */
  rawRetentionDays: number;
  /** Under which the reader sees this installation. */
  baseUrl: string;
}

/** How to switch telemetry off and on, and how to see that it is off. */
export function OptOut({ rawRetentionDays, baseUrl }: OptOutProps) {
  return (
    <Page
      title="Switch telemetry off, or on"
      lead="One key in the engine’s server.yml and a reload. The engine keeps running, and so do its clones."
    >
      <Section
        id="switch"
        title="Set the key"
        lead="Which one depends on the engine’s version; GET /healthz of the engine shows it."
      >
        <div className="max-w-[52rem]">
          <Tabs
            id="engine-version"
            label="Engine version"
            tabs={switches.map(({ id, engines, yaml }) => ({
              id,
              title: `Engine ${engines}`,
              content: (
                <div className="grid gap-3 sm:grid-cols-2">
                  <CodeBlock
                    label={`server.yml, engine ${engines}: off`}
                    language="yaml"
                    code={yaml(false)}
                  />
                  <CodeBlock label={`server.yml, engine ${engines}: on`} language="yaml" code={yaml(true)} />
                </div>
              ),
            }))}
          />
          <div className="mt-4">
            <Prose>
              <p>
                Merge it into the section that is there: YAML keys must be unique. Telemetry is on by default.
                Do not empty the address instead: engines 3.0 – 3.3 stop at an empty{" "}
                <code>global.telemetry.url</code>.
              </p>
            </Prose>
          </div>
        </div>
      </Section>

      <Section id="reload" title="Reload" lead="SIGHUP makes the engine read its configuration again.">
        <div className="flex max-w-[52rem] flex-col gap-4">
          <CodeBlock
            label="Shell"
            language="shell"
            code={
              "docker exec dblab_server kill -SIGHUP 1\ndocker logs --since 1m dblab_server 2>&1 | grep -i reloaded\n"
            }
          />
          <Prose>
            <p>
              <code>kill</code> only delivers the signal here, and <code>dblab_server</code> is the usual name
              of the container. The second line shows <code>Configuration has been reloaded</code>. If it does
              not, the log says why.
            </p>
          </Prose>
          <DataTable
            id="effect"
            caption="When a changed key takes effect"
            columns={["Engine", { title: "Key", kind: "code" }, "Takes effect"]}
            rows={switches.flatMap(({ id, engines, effect }) =>
              effect.map(({ key, when }) => ({ key: `${id} ${key}`, cells: [engines, key, when] })),
            )}
          />
        </div>
      </Section>

      <Section id="check" title="Check that it is off" lead="Do not take our word for it.">
        <div className="flex max-w-[52rem] flex-col gap-4">
          <Prose>
            <p>From 3.4 the engine says so itself:</p>
          </Prose>
          <CodeBlock
            label="Shell, engine 3.4 and newer"
            language="shell"
            code={
              'curl -s -H "Verification-Token: $TOKEN" http://localhost:2345/status | jq .engine.telemetry\n'
            }
          />
          <Prose>
            <p>
              <code>false</code> is off. <code>$TOKEN</code> is <code>server.verificationToken</code> of{" "}
              <code>server.yml</code>.
            </p>
            <p>
              With any version you can listen yourself. Set the telemetry address to a listener of your own,
              restart the engine, and create a clone:
            </p>
          </Prose>
          <CodeBlock label="Shell" language="shell" code="python3 -m http.server 8080" />
          <Prose>
            <p>
              It prints a line for every request it gets. With telemetry on that is a{" "}
              <code>POST …/rpc/telemetry_event</code> at the start and another for the clone; with telemetry
              off there is none. The address must be one the engine’s container can reach.
            </p>
          </Prose>
        </div>
      </Section>

      <Section
        id="relay"
        title="Look first, then decide"
        lead="Or let events go only as far as you want: a relay is this same service in your own network, between your engines and the one that counts."
      >
        <div className="flex max-w-[52rem] flex-col gap-4">
          <CodeBlock label="Shell, on a machine of yours" language="shell" code={relaySetUp(baseUrl)} />
          <CodeBlock label="server.yml, engine 3.4 and newer" language="yaml" code={engineBehindRelay} />
          <Prose>
            <p>
              The relay’s own <code>/instance</code> shows what your engines send, live, and its{" "}
              <code>/relay</code> every request that left. Rules there withhold event types, hash identifiers
              with a key of yours, round sizes, hold everything for some hours, or let nothing out at all.
            </p>
          </Prose>
        </div>
      </Section>

      <Section id="what-it-means" title="What off means">
        <Prose>
          <p>
            No event leaves the engine any more, not even one that says that it was switched off. Here the
            instance simply falls silent, as an idle one does.
          </p>
          <p>
            What it sent before stays until it expires: raw events are kept {rawRetentionDays} days. With its
            instance ID you can look at all of it, download it, and have it deleted:{" "}
            <Link href="/instance">My instance</Link>. In the paid editions its{" "}
            <Link href="/org">organization</Link> can.
          </p>
          <p>
            The key governs events only. <Link href="/calls">Other calls</Link> to the same address depend on
            other keys: <code>platform.accessToken</code> (the token is checked at start) and{" "}
            <code>platform.orgKey</code> (registration and usage of the Standard Edition).
          </p>
        </Prose>
      </Section>

      <Section id="standard-edition" title="Standard Edition">
        <Prose>
          <p>
            It cannot be switched off there. The engine’s{" "}
            <Link href="https://postgres.ai/docs/database-lab/telemetry">documentation</Link> gives the
            reason: telemetry links the instance to the customer’s organization, which billing and support
            depend on. The Community Edition has no such link and no such limit. About the Enterprise Edition
            the documentation does not say; ask before you rely on it.
          </p>
          <p>
            <Link href="/privacy#editions">What the editions differ in</Link>
          </p>
        </Prose>
      </Section>

      <Callout title="If you leave it on: thank you" tone="good">
        <p>
          It is how the maintainers learn which versions still need fixes, whether ZFS or LVM is used, and how
          often refreshes fail. <Link href="/events">Here is every field</Link> they learn it from.
        </p>
      </Callout>
    </Page>
  );
}
