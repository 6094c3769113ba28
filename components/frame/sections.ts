/** A page of the site's navigation. `path` is also the prefix of the pages below it. */
export interface SitePage {
  readonly path: string;
  readonly name: string;
  /** One line for lists of pages, such as that of the 404 page. */
  readonly about: string;
  /** Other words by which the search finds it. */
  readonly words?: string;
}

/** An entry of the header. */
export interface SiteSection extends SitePage {
  /** The pages of the section, itself first, where it has several: they are listed under the header. */
  readonly pages?: readonly SitePage[];
}

const privacy: SitePage = {
  path: "/privacy",
  name: "Privacy",
  about: "What is kept, for how long, and what is never stored",
  words: "GDPR personal data cookies retention promises",
};

const events: SitePage = {
  path: "/events",
  name: "Events",
  about: "Every event type, field by field, as engines send it",
  words: "payload telemetry what is sent schema fields",
};

/** The header, in reading order. */
export const sections: readonly SiteSection[] = [
  {
    path: "/statistics",
    name: "Statistics",
    about: "How engines are used: charts, tables and files to download",
    words: "figures CSV JSON charts shares last month adoption",
  },
  {
    ...events,
    pages: [
      { ...events, name: "Event types" },
      {
        path: "/events/changes",
        name: "Changes by version",
        about: "What each engine version added, changed and removed",
        words: "upgrade difference diff since",
      },
      {
        path: "/calls",
        name: "Calls",
        about: "Every call an engine makes: what is sent, answered and kept",
        words: "requests usage report billing registration org key token",
      },
      {
        path: "/try",
        name: "Check a payload",
        about: "Paste an event and see what would be kept of it",
        words: "validate try test example",
      },
    ],
  },
  {
    path: "/instance",
    name: "My instance",
    about: "What your own instance sent: look at it, export it or delete it",
    words: "instance ID look up erase export download delete my data timeline",
  },
  {
    ...privacy,
    pages: [
      privacy,
      {
        path: "/opt-out",
        name: "Switch off",
        about: "How to switch telemetry off and on, per engine version",
        words: "opt out disable stop telemetry enableTelemetry server.yml",
      },
      {
        path: "/methodology",
        name: "Methodology",
        about: "How figures are counted and when they are withheld",
        words: "small groups noise threshold percentiles how computed",
      },
    ],
  },
  {
    path: "/api",
    name: "API",
    about: "Every operation, for engines and for everybody else",
    words: "OpenAPI REST endpoints curl JSON reference",
  },
  {
    path: "/status",
    name: "Status",
    about: "Whether the service works, and which events were refused",
    words: "health up down refused errors rate limit version settings",
  },
];

/** Where people with a token sign in. */
export const signIns: readonly SitePage[] = [
  {
    path: "/org",
    name: "Organization",
    about: "Instances, usage, access tokens and the audit log of your organization",
    words: "sign in log in paid editions Standard Enterprise",
  },
  {
    path: "/support",
    name: "Support",
    about: "Instances that organizations granted support access to",
    words: "sign in log in",
  },
  {
    path: "/operator",
    name: "Operator",
    about: "Organizations, keys, jobs and health of this service",
    words: "sign in log in admin",
  },
];

/** What stands in the footer alone. */
export const footerPages: readonly SitePage[] = [
  {
    path: "/docs",
    name: "Documentation",
    about: "How to install, configure and operate this service, and the decisions behind it",
    words: "docs manual guide install README",
  },
  {
    path: "/releases",
    name: "Releases",
    about: "The published figures as data that can be cited, checked and loaded",
    words: "CSV Parquet SQL JSON download dataset archive cite DuckDB psql checksums feed atom",
  },
  {
    path: "/query",
    name: "Query",
    about: "SQL over the published figures, in your browser: nothing is sent",
    words: "PostgreSQL SELECT ask tables PGlite WebAssembly open in SQL chart CSV",
  },
  {
    path: "/log",
    name: "Transparency log",
    about: "What was published and promised, in a log that only grows, and how to check it",
    words: "Merkle tree proof checkpoint signature tamper verify inclusion consistency",
  },
  {
    path: "/statistics/corrections",
    name: "Corrections",
    about: "Published figures that were corrected, with the date and the reason",
    words: "revisions held incidents",
  },
];

/** The first page, which the name of the site leads to. */
export const overview: SitePage = {
  path: "/",
  name: "Overview",
  about: "Key figures, what is new, and when the next figures come",
  words: "home start",
};

/** Every page of the navigation that anybody may open, each once, in reading order. */
export const sitePages: readonly SitePage[] = [
  overview,
  ...sections.flatMap(
    (section) => section.pages?.map((page, index) => (index === 0 ? section : page)) ?? [section],
  ),
  ...footerPages,
];

/** True when `pathname` is the page or one below it; the overview matches only itself. */
export function isCurrentSection({ path }: Pick<SitePage, "path">, pathname: string): boolean {
  if (path === "/") return pathname === "/";
  return pathname === path || pathname.startsWith(`${path}/`);
}

/** The section of the header in which a page is. */
export function sectionOf(pathname: string): SiteSection | undefined {
  return sections.find((section) =>
    [section, ...(section.pages ?? [])].some((page) => isCurrentSection(page, pathname)),
  );
}

/** The page of a section that is shown, or that the shown page is below: the longest path that fits. */
export function pageOf({ pages = [] }: SiteSection, pathname: string): SitePage | undefined {
  return pages
    .filter((page) => isCurrentSection(page, pathname))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
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
