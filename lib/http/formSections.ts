import type { SessionKind } from "./cookies";

/** A part of the site whose pages have forms that act. */
export interface FormSection {
  /** Its first page; everything below belongs to it. */
  readonly path: string;
  /** Whose session its forms act with; null where nobody signs in. */
  readonly session: SessionKind | null;
}

/** Every section with forms. A page with a form elsewhere has no token for it, and the form is refused. */
export const formSections: readonly FormSection[] = [
  { path: "/instance", session: "instance" },
  { path: "/org", session: "organization" },
  { path: "/support", session: "support" },
  { path: "/operator", session: "operator" },
  { path: "/relay", session: "relay" },
];

/** The section that an address belongs to; null for one without forms. */
export function formSectionOf(pathname: string): FormSection | null {
  return formSections.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`)) ?? null;
}
