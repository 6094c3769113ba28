/** One entry of the site's navigation. `path` is also the prefix of the pages below it. */
export interface SiteSection {
  path: string;
  name: string;
  /** One line for the sitemap of words: the 404 page lists it. */
  about: string;
}

/** The sections that exist, in reading order. A page joins the list with the change that adds it. */
export const sections: readonly SiteSection[] = [
  { path: "/", name: "Overview", about: "The figures that matter, what is new, and what arrived" },
  {
    path: "/statistics",
    name: "Statistics",
    about: "How engines are used: charts, tables and files to download",
  },
  { path: "/events", name: "Events", about: "Every event type, field by field, as engines send it" },
  {
    path: "/calls",
    name: "Calls",
    about: "Every call an engine makes home: what is sent, answered and kept",
  },
  {
    path: "/instance",
    name: "My instance",
    about: "What your own instance sent: to see, to take along, or to have erased",
  },
  { path: "/opt-out", name: "Switch off", about: "How to switch telemetry off and on, per engine version" },
  { path: "/privacy", name: "Privacy", about: "What is kept, for how long, and what never is" },
  { path: "/methodology", name: "Methodology", about: "How numbers are counted and when they are withheld" },
  { path: "/status", name: "Status", about: "What was accepted and what was refused, with reasons" },
  { path: "/api", name: "API", about: "The endpoints, for engines and for everybody else" },
];

/** True when `pathname` is the section's page or a page below it; the overview matches only itself. */
export function isCurrentSection(section: Pick<SiteSection, "path">, pathname: string): boolean {
  if (section.path === "/") return pathname === "/";
  return pathname === section.path || pathname.startsWith(`${section.path}/`);
}

/** True for pages that other sites may show in a frame: they have no header and no footer. */
export function isEmbeddable(pathname: string): boolean {
  return pathname.startsWith("/embed/");
}

const privatePaths = ["/instance", "/org", "/support", "/operator", "/relay"].map((path) => ({ path }));

/** True for pages that show what only an admin, an organization, support or the operator should see. */
export function isPrivatePage(pathname: string): boolean {
  return privatePaths.some((section) => isCurrentSection(section, pathname));
}
