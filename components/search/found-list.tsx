import { onSite } from "@/lib/http/onSite";
import type { Found } from "@/lib/search/siteSearch";

interface FoundListProps {
  found: readonly Found[];
  /** Sets off the one that Enter opens. */
  marksFirst?: boolean;
}

/** Results, each a link with its kind and a sentence. */
export function FoundList({ found, marksFirst = false }: FoundListProps) {
  return (
    <ul aria-label="Results" className="mt-2">
      {found.map(({ address, kind, title, about }, index) => (
        <li key={address} className="border-t border-rule">
          <a
            href={onSite(address)}
            className={`block px-2 py-2.5 hover:bg-raised focus-visible:bg-raised ${marksFirst && index === 0 ? "bg-raised" : ""}`}
          >
            <span className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-medium wrap-anywhere text-accent">{title}</span>
              <span className="text-xs text-ink-soft">{kind}</span>
            </span>
            <span className="line-clamp-2 text-sm text-ink-soft">{about}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
