import type { ReactNode } from "react";
import { onSite } from "@/lib/http/onSite";
import { classNames } from "./class-names";

interface LinkProps {
  /** A path of this site, a `#fragment`, or a full address. */
  href: string;
  children: ReactNode;
  /** Inherits the color of the text around it; for footers and dense tables. */
  quiet?: boolean;
  className?: string;
}

/**
 * An underlined text link: a plain anchor on purpose. The framework's client-side navigation would add about 10 KB
 * of script to every page, and the header marks the current section as the server knows it.
 */
export function Link({ href, children, quiet = false, className }: LinkProps) {
  return (
    <a
      href={onSite(href)}
      className={classNames("link", quiet ? "is-quiet" : undefined, className)}
      {...(/^https?:/.test(href) ? { rel: "noreferrer" } : {})}
    >
      {children}
    </a>
  );
}
