import NextLink from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface LinkProps {
  /** A path of this site, a `#fragment`, or a full address. */
  href: string;
  children: ReactNode;
  /** Inherits the colour of the text around it; for footers and dense tables. */
  quiet?: boolean;
  className?: string;
}

/** An underlined text link. Files and other sites get a plain anchor, pages of this site a soft navigation. */
export function Link({ href, children, quiet = false, className }: LinkProps) {
  const names = classNames(
    "underline decoration-1 underline-offset-[0.18em] hover:decoration-2",
    quiet ? "hover:text-ink" : "text-accent",
    className,
  );
  const isPage = /^\/(?!\/)[^.]*$/.test(href);
  if (isPage) {
    return (
      <NextLink href={href} prefetch={false} className={names}>
        {children}
      </NextLink>
    );
  }
  return (
    <a href={href} className={names} {...(href.startsWith("http") ? { rel: "noreferrer" } : {})}>
      {children}
    </a>
  );
}
