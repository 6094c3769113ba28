import type { OrganizationSummary } from "@/lib/organizations/account/listOrganizationSummaries";
import { Link, Section } from "../ui";

interface FirstRunProps {
  organizations: readonly OrganizationSummary[];
}

/** From nothing to the first linked engine, step by step. Gone as soon as an engine is linked. */
export function FirstRun({ organizations }: FirstRunProps) {
  if (organizations.some(({ instances }) => instances > 0)) return null;
  const [first] = organizations;
  const page =
    first === undefined ? (
      "the organization’s page"
    ) : (
      <Link href={`/operator/organizations/${first.alias}`}>{first.name}</Link>
    );
  const hasKey = organizations.some(({ validKeys }) => validKeys > 0);
  const steps = [
    {
      title: "Create an organization",
      isDone: first !== undefined,
      how: (
        <>
          One for each customer of the paid editions, with <Link href="#create-heading">the form below</Link>.
        </>
      ),
    },
    {
      title: "Issue a key",
      isDone: hasKey,
      how: <>On {page}, under Keys. It is shown once: copy it before you leave the page.</>,
    },
    {
      title: "Issue an access token",
      isDone: false,
      how: (
        <>
          On {page}, under Access tokens. With it somebody signs in at <Link href="/org">/org</Link>, and
          makes the next ones there.
        </>
      ),
    },
    {
      title: "Link an engine",
      isDone: false,
      how: (
        <>
          Set <code>platform.orgKey</code> to the key in the engine’s <code>server.yml</code>, and reload it.
          The engine is linked with its next event, and these steps go away.
        </>
      ),
    },
  ];
  return (
    <Section id="first-run" title="First steps" lead="From nothing to the first linked engine.">
      <ol className="flex max-w-measure list-decimal flex-col gap-3 pl-6">
        {steps.map(({ title, isDone, how }) => (
          <li key={title}>
            <strong className="font-semibold">{title}</strong>
            {isDone ? <span className="text-good"> – done</span> : null}
            <p className="text-sm text-ink-soft">{how}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
