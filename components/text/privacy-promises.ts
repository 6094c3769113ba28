import { undoDays } from "@/lib/instances/erasure/eraseInstance";

/** A place in this repository that keeps a promise. A test checks that the file exists and holds the symbol. */
export interface Evidence {
  readonly path: string;
  /** A function, a setting, or the title of a test in the file. */
  readonly symbol: string;
}

export interface PrivacyPromise {
  readonly id: string;
  readonly promise: string;
  /** What that means, and where it ends. */
  readonly how: string;
  readonly keptBy: readonly Evidence[];
}

/** What this service promises about what is sent to it. */
export function privacyPromises({
  rawRetentionDays,
}: {
  readonly rawRetentionDays: number;
}): PrivacyPromise[] {
  return [
    {
      id: "undocumented",
      promise: "What is not documented is not stored.",
      how: "Documented fields are copied into a new object, and that is stored. Of any other field only its name is: counted by day, noted by week with the instance so that names that several sent can be shown on the status page, and with the event, so that its admin sees what was left out.",
      keptBy: [
        { path: "lib/catalogue/keep.ts", symbol: "keepNodes" },
        { path: "lib/catalogue/unknownPaths.ts", symbol: "unknownPaths" },
        { path: "lib/catalogue/keep.test.ts", symbol: "undeclared fields are left out, nested ones too" },
      ],
    },
    {
      id: "observer",
      promise: "Of observed clones nothing is stored.",
      how: "Engines whose CI observer is used upload Postgres logs. Only a sender with a valid key or token is answered; the bodies are read past and thrown away as they come. How many such calls there were in a day is all that is kept.",
      keptBy: [
        { path: "lib/http/readBody.ts", symbol: "readPast" },
        { path: "lib/ingest/dayCounter.ts", symbol: "countCall" },
        {
          path: "lib/organizations/engines/platformCalls.test.ts",
          symbol: "answer the CI observer, of which only a count stays",
        },
      ],
    },
    {
      id: "token-email",
      promise: "An email address is stored only where its owner gave it.",
      how: "With a personal access token, so that engines can bind clones to it. Encrypted under a key made from the pepper, which is never in the database; erased at a click, and with the token's end.",
      keptBy: [
        { path: "lib/settings/pseudonyms.ts", symbol: "unseal" },
        { path: "lib/organizations/tokens/tokenEmail.ts", symbol: "eraseTokenEmail" },
      ],
    },
    {
      id: "instance-id-hashed",
      promise: "The instance ID of a Community Edition is not stored.",
      how: "Stored is a keyed hash of it: HMAC-SHA-256 with a secret key (the pepper), cut to a UUID. The pepper is never in the database.",
      keptBy: [
        { path: "lib/settings/pseudonyms.ts", symbol: "instanceKey" },
        { path: "lib/settings/settings.ts", symbol: "INSTANCE_ID_PEPPER" },
        { path: "lib/settings/secrets.test.ts", symbol: "makes a secret once, for its owner's eyes only" },
      ],
    },
    {
      id: "identifiers-hashed",
      promise: "Clone IDs, branch names and snapshot IDs are not stored.",
      how: "Stored is a keyed hash that depends on the instance too: the same branch name in two instances gives two hashes.",
      keptBy: [
        { path: "lib/settings/pseudonyms.ts", symbol: "identifier" },
        { path: "lib/catalogue/keep.test.ts", symbol: "no identifier survives in clear" },
        {
          path: "lib/settings/pseudonyms.test.ts",
          symbol: "does not let two instances be linked by an identifier they share",
        },
      ],
    },
    {
      id: "free-text",
      promise: "Text that could say anything is not stored.",
      how: "An alert’s message is stored if it is one of the engine’s fixed texts, a version or a timetable if it has the form of one. Of anything else only the length is stored.",
      keptBy: [
        { path: "lib/catalogue/keep.ts", symbol: "keepText" },
        { path: "lib/catalogue/types/alert.ts", symbol: "knownAlertMessages" },
      ],
    },
    {
      id: "secrets",
      promise: "Keys and tokens are not stored.",
      how: "Engines of the paid editions send an Org-Key. It is compared by a keyed hash, and only that is stored, when the key is made. Access-Token headers are not read. A test replays requests of real engines and then searches database, answers and log for their secrets and names.",
      keptBy: [
        { path: "lib/settings/pseudonyms.ts", symbol: "secret" },
        {
          path: "lib/organizations/secrets.test.ts",
          symbol: "keeps no key and no token anywhere in clear",
        },
        {
          path: "e2e/replay.test.ts",
          symbol: "leaves no secret and no clear identifier in the database, the answers or the log",
        },
      ],
    },
    {
      id: "addresses",
      promise: "Client addresses are neither stored nor logged.",
      how: "They are in memory for a minute, to limit how much one address can send and how often it can guess an instance ID; the network (an IPv4 /24, an IPv6 /48) of one that found its instance or sent new ones for a day. A proxy that an operator puts in front can log what it likes; this code cannot promise for it.",
      keptBy: [
        { path: "lib/http/clientAddress.ts", symbol: "clientAddress" },
        { path: "lib/http/rateLimit.ts", symbol: "createRateLimit" },
        { path: "lib/http/failureLimit.ts", symbol: "createGuessLimit" },
      ],
    },
    {
      id: "refusals",
      promise: "A refused event leaves no trace of its content.",
      how: "Refusals are counted by day, reason, event type and field name. The one sent text that is repeated is the name of an unknown event type or field, if it is made of plain letters.",
      keptBy: [
        { path: "lib/ingest/countablePath.ts", symbol: "plainName" },
        { path: "lib/ingest/readEvent.ts", symbol: "refuseType" },
        { path: "lib/ingest/readEvent.test.ts", symbol: "names unknown fields by path, never by value" },
      ],
    },
    {
      id: "log",
      promise: "The log holds nothing that was sent.",
      how: "Of a failure it has the kind of error and PostgreSQL’s error code, for messages of a database can quote values.",
      keptBy: [{ path: "lib/openCore.ts", symbol: "describeError" }],
    },
    {
      id: "retention",
      promise: `Raw events are deleted after ${rawRetentionDays} days.`,
      how: "They are dropped by whole months, so one can stay up to 31 days longer. What is counted of an instance by day stays; see below.",
      keptBy: [
        { path: "lib/settings/settings.ts", symbol: "RAW_RETENTION_DAYS" },
        { path: "lib/database/partitions.ts", symbol: "dropExpiredPartitions" },
      ],
    },
    {
      id: "own-instance",
      promise:
        "Anyone who has the ID of a Community Edition’s instance can see everything that is stored of it.",
      how: "Events in the engine’s own form, with a mark wherever what was sent is not what is kept; counts by day; where it counts in the statistics. An instance of an organization opens for the organization instead, after signing in; what named it without the organization’s key meanwhile is kept apart, is in no export, and is erased with it. The ID is never part of an address, and unknown, erased and malformed IDs have the same answer after the same time.",
      keptBy: [
        { path: "lib/instances/lookUp/lookUp.ts", symbol: "notFoundAfterMs" },
        {
          path: "lib/instances/lookUp/lookUp.test.ts",
          symbol: "answers unknown, erased and malformed alike: same answer, same statements, same time",
        },
        { path: "lib/instances/export/exportInstance.ts", symbol: "exportInstance" },
      ],
    },
    {
      id: "erasure",
      promise: "Anyone who may see an instance can have it erased, but for support.",
      how: `It is hidden at once and deleted after ${undoDays} days, in which anyone who may see it can undo it. What an organization is billed by stays; see below. Closed periods of the statistics stay: they hold numbers, no instance. Deleted rows are gone for every reader; the disk space they took is overwritten in the course of time, and backups are as old as the operator keeps them.`,
      keptBy: [
        { path: "lib/instances/erasure/purgeErased.ts", symbol: "purgeErased" },
        {
          path: "lib/instances/erasure/erasure.test.ts",
          symbol: "leaves nothing of it in any table or file",
        },
      ],
    },
    {
      id: "support",
      promise: "Support sees an organization’s instance only while the organization lets it.",
      how: "A grant names instances, a reason and an end, and can be taken back at once. A look is written to the organization’s log before anything is shown; the log is chained by hashes, and the database refuses to change or delete a line of it.",
      keptBy: [
        { path: "lib/organizations/support/lookAsSupport.ts", symbol: "lookAsSupport" },
        { path: "lib/organizations/audit/findBreak.ts", symbol: "findBreak" },
        {
          path: "lib/organizations/support/support.test.ts",
          symbol: "sees nothing without a grant, what was granted with one, and nothing after it",
        },
      ],
    },
    {
      id: "small-groups",
      promise: "A class of few instances is not published.",
      how: "Figures about fewer instances than a set number are withheld, in every format.",
      keptBy: [
        { path: "lib/settings/settings.ts", symbol: "PUBLISH_MIN_INSTANCES" },
        { path: "lib/statistics/publish/door.ts", symbol: "createDoor" },
      ],
    },
    {
      id: "no-third-party",
      promise: "No page loads anything from elsewhere.",
      how: "Fonts and scripts are served from here, and a strict Content-Security-Policy keeps it so. The browser tests fail at the first request to another host.",
      keptBy: [
        { path: "proxy.ts", symbol: "contentSecurityPolicy" },
        { path: "e2e/support/test.ts", symbol: "strangers" },
      ],
    },
    {
      id: "readers",
      promise: "Readers are not counted.",
      how: "No analytics; Next.js’s own telemetry is off. Cookies are only for anyone who looks up an instance or signs in; they are listed under “What your browser keeps”. If you choose a color theme, your browser remembers it.",
      keptBy: [
        { path: "server.mjs", symbol: "NEXT_TELEMETRY_DISABLED" },
        { path: "components/frame/theme-switch.tsx", symbol: "localStorage" },
        { path: "lib/http/cookies.ts", symbol: "cookies" },
        { path: "lib/http/sealedSession.ts", symbol: "createSealedSession" },
      ],
    },
  ];
}
