import type { ReactNode } from "react";
import { type DocumentPage, readDocuments } from "@/lib/documentation/documents";
import { onSite } from "@/lib/http/onSite";
import { Link, Page } from "../ui";
import { Markdown } from "./markdown";

/** What else is documented, on pages of their own. */
const elsewhere = [
  { path: "/api", title: "API" },
  { path: "/events", title: "Data: event types and fields" },
  { path: "/privacy", title: "Privacy" },
  { path: "/methodology", title: "Methodology" },
] as const;

/** A document beside the list of all documents. */
export function DocumentationPage({ shown }: { shown: DocumentPage }) {
  return (
    <Page
      above={
        <>
          <Link href="/docs">Documentation</Link>
          {shown.isDecision ? " · Decisions" : ""}
        </>
      }
      title={shown.title}
    >
      <Beside current={shown.path}>
        <Markdown text={shown.text} file={shown.file} />
        <p className="border-t border-rule pt-4 text-sm text-ink-soft">
          In the source: <code>{shown.file}</code>
        </p>
      </Beside>
    </Page>
  );
}

/** `/docs`: every document. */
export function DocumentationIndex() {
  const documents = readDocuments();
  return (
    <Page
      title="Documentation"
      lead="For people who run this service, call its API, or work on it. These are the files of the folder docs/ of this release."
    >
      <Beside current="/docs">
        <List title="Run it" items={documents.filter(({ isDecision }) => !isDecision)} />
        <List title="Use it" items={elsewhere} />
        <List title="Decisions" items={documents.filter(({ isDecision }) => isDecision)} />
      </Beside>
    </Page>
  );
}

function List({ title, items }: { title: string; items: readonly Pick<DocumentPage, "path" | "title">[] }) {
  return (
    <section aria-label={title}>
      <h2 className="text-xl">{title}</h2>
      <ul className="mt-3 flex flex-col gap-1.5">
        {items.map(({ path, title: name }) => (
          <li key={path}>
            <Link href={path}>{name}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Beside({ current, children }: { current: string; children: ReactNode }) {
  const documents = readDocuments().filter(({ isDecision }) => !isDecision);
  const links = [...documents, { path: "/docs", title: "All documents and decisions" }];
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <nav aria-label="Documentation" className="side-list screen-only lg:sticky lg:top-4 lg:self-start">
        <ul>
          {links.map(({ path, title }) => (
            <li key={path}>
              <a href={onSite(path)} aria-current={path === current ? "page" : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex min-w-0 flex-col gap-8">{children}</div>
    </div>
  );
}
