/**
 * The rules of the house: which room may use which. `npm run layers` checks them.
 * Files directly in lib/ compose the service and may use every room; nothing in a room may use them.
 */

/** Rooms of lib/, each with those below it that it may use. */
const below = {
  words: [],
  charts: ["words"],
  caching: [],
  settings: ["caching", "words"],
  catalogue: ["words"],
  documentation: [],
  search: [],
  engineSource: ["catalogue"],
  database: ["caching", "settings", "words"],
  jobs: ["database"],
  http: ["caching", "words"],
  sessions: ["database", "http"],
  limits: ["database", "http", "settings"],
  spool: ["database"],
  grace: ["database", "settings"],
  ingest: ["caching", "catalogue", "database", "http", "jobs", "settings", "spool", "words"],
  relay: ["catalogue", "database", "http", "ingest", "settings", "spool"],
  objective: ["catalogue", "database", "words"],
  metrics: ["database", "http", "ingest", "jobs", "objective", "spool"],
  front: ["caching", "http", "ingest", "metrics", "words"],
  senders: ["caching", "database", "grace", "http", "ingest", "settings"],
  statistics: ["caching", "catalogue", "charts", "database", "jobs", "words"],
  releases: ["catalogue", "database", "jobs", "organizations", "statistics", "words"],
  query: ["charts", "releases", "statistics", "words"],
  instances: ["caching", "catalogue", "database", "http", "jobs", "settings", "statistics", "words"],
  organizations: [
    "caching",
    "catalogue",
    "database",
    "grace",
    "http",
    "ingest",
    "instances",
    "jobs",
    "settings",
    "statistics",
    "words",
  ],
  machines: ["catalogue", "http", "releases", "search", "statistics", "words"],
  status: ["caching", "catalogue", "database", "http", "jobs", "objective", "spool", "statistics", "words"],
  health: ["database", "jobs", "metrics", "objective", "status", "words"],
  openApi: [
    "caching",
    "catalogue",
    "database",
    "http",
    "ingest",
    "instances",
    "organizations",
    "releases",
    "settings",
    "statistics",
    "status",
    "words",
  ],
};

const rooms = Object.entries(below).map(([room, others]) => ({
  name: `room-${room}`,
  comment: `lib/${room} uses only ${others.length === 0 ? "itself" : others.join(", ")}.`,
  severity: "error",
  from: { path: `^lib/${room}/`, pathNot: tests() },
  to: { path: "^lib/", pathNot: `^lib/(${[room, ...others].join("|")})/` },
}));

/** Tests and what they share may reach further: they put rooms together. */
function tests() {
  return "\\.test\\.tsx?$|/testing/";
}

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "lib-knows-no-pages",
      comment: "lib/ runs without Next and React.",
      severity: "error",
      from: { path: "^lib/", pathNot: tests() },
      to: { path: "^(app|components)/|^node_modules/(next|react|react-dom)/" },
    },
    {
      name: "sections-share-one-room",
      comment: "A section of app/ uses itself and app/_shared, never another section.",
      severity: "error",
      from: { path: "^app/([^/]+)/", pathNot: tests() },
      to: { path: "^app/[^/]+/", pathNot: "^app/($1|_shared)/" },
    },
    {
      name: "components-know-no-app",
      comment: "A component is handed what it shows.",
      severity: "error",
      from: { path: "^components/", pathNot: tests() },
      to: { path: "^app/", pathNot: "\\.css$" },
    },
    {
      name: "tests-stay-out",
      comment: "Nothing that runs in production imports a test or what tests share.",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: tests() },
      to: { path: tests() },
    },
    {
      name: "no-circle-of-files",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-circle-of-folders",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphan",
      comment: "A file that nobody imports and that imports nobody is left over.",
      severity: "error",
      from: { orphan: true, path: "^(lib|components)/", pathNot: "\\.(test|d)\\.tsx?$|\\.json$" },
      to: {},
    },
    ...rooms,
  ],
  options: {
    doNotFollow: { path: `node_modules|${tests()}` },
    exclude: { path: "^lib/database/generated/|^\\.next" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.ts"] },
  },
};
