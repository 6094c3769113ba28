import type { ReactNode } from "react";
import { onSite } from "@/lib/http/onSite";
import { operationAddress } from "./operation-address";
import type { Operation, operationsByTag } from "./read-openapi";

type Groups = ReturnType<typeof operationsByTag>;

interface ApiFrameProps {
  groups: Groups;
  /** The operation that is shown. */
  current?: string;
  children: ReactNode;
}

/** What stands beside the list of all operations. On small screens the list is a disclosure. */
export function ApiFrame({ groups, current, children }: ApiFrameProps) {
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <details className="side-list screen-only self-start max-lg:border-y max-lg:border-rule max-lg:py-2.5 lg:sticky lg:top-4">
        <summary className="text-sm font-medium">All operations</summary>
        <nav
          aria-label="Operations"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
          tabIndex={0}
          className="max-lg:pt-3 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto lg:pr-2"
        >
          <Groups groups={groups} current={current} />
        </nav>
      </details>
      <div className="flex min-w-0 flex-col gap-10">{children}</div>
    </div>
  );
}

function Groups({ groups, current }: { groups: Groups; current: string | undefined }) {
  return groups.map(({ tag, operations }) => (
    <section key={tag.name}>
      <h2>{tag.name}</h2>
      <ul>
        {operations.map((one) => (
          <Item key={one.id} operation={one} isCurrent={one.id === current} />
        ))}
      </ul>
    </section>
  ));
}

function Item({ operation: { id, operation }, isCurrent }: { operation: Operation; isCurrent: boolean }) {
  return (
    <li>
      <a href={onSite(operationAddress(id))} aria-current={isCurrent ? "page" : undefined}>
        {operation.summary}
      </a>
    </li>
  );
}
