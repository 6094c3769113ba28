/** Whom a state wakes: `page` somebody at once, `ticket` anyone who comes in the morning. */
export type Urgency = "page" | "ticket";

/**
 * What to do about what can be wrong, first things first: docs/runbook.md says it in these words, and so does `/operator/health`.
 * Each alert of `ops/prometheus/alerts.yml` has its name here.
 */
export const runbook = {
  TelemetryDown: {
    urgency: "page",
    text: "The process does not answer Prometheus. Ask `GET /live`: where that answers, the token or the port of `/metrics` is wrong. Where it does not, start the service and read the last lines of its log: a start that fails says why in one line. Until it runs, engines reach nobody.",
  },
  TelemetryRefusesEvents: {
    urgency: "page",
    text: "Engines get 5xx: neither the database nor the spool took their events. The panel of refusals names the reason. `database_unavailable`: the disk of `DATA_DIR` is full, or `SPOOL_LIMIT` is used up or 0; make room, or raise it and restart. `queue_full`: more comes than is read; see TelemetryEventLoopLate. `internal`: a fault, with its line in the log.",
  },
  TelemetryObjectiveMissed: {
    urgency: "ticket",
    text: "Which of both is it, slow or refused? Refused: TelemetryRefusesEvents. Slow: compare the time of statements with the time to the answer. When statements are slow, it is the database (TelemetryDatabaseSlow); when they are not, the process has too little processor (TelemetryEventLoopLate).",
  },
  TelemetrySpooling: {
    urgency: "page",
    text: "The database is away, slow, read-only, full or locked. The log and `GET /ready` say since when, and the class of SQLSTATE says why: 08 no connection, 53 full or out of connections, 25 read-only, 57 it is starting or stopping. Bring it back; the events go there by themselves, in order and once. Until then pages show what was read before.",
  },
  TelemetrySpoolFilling: {
    urgency: "page",
    text: "At this rate the spool will be full: the panel says when. Bring the database back, or raise `SPOOL_LIMIT` where the disk has room, and restart; what waits stays.",
  },
  TelemetrySpoolDamaged: {
    urgency: "ticket",
    text: "A record could not be read, or the database will never take it. The log names the file and the byte, and the file is kept as `….segment.damaged`. Look at the disk first: damage has a cause.",
  },
  TelemetrySilent: {
    urgency: "ticket",
    text: "Nothing was stored for two hours. Send an event yourself (`/try` has one for the shell). If it is taken, engines do not reach you: look at DNS, the certificate and the proxy. A small installation may be silent by night: raise the hours in the rule.",
  },
  TelemetryEnginesChanged: {
    urgency: "ticket",
    text: "Engines send what the catalogue does not know. `/operator/status` names type and field. It is a new version of the engine, or somebody who makes events up: where it is a version, the catalogue needs it.",
  },
  TelemetryDiskFilling: {
    urgency: "ticket",
    text: "Less than a tenth of the disk of `DATA_DIR` is free. What waits for the database, the embedded database and its backups from before migrations lie there: remove `before-….tar.gz` and `….segment.damaged` that nobody needs any more, then make the disk larger. Full, it takes no event once the spool's reserve of 16 MiB is used up.",
  },
  TelemetryFoldsBehind: {
    urgency: "ticket",
    text: "Events are safe, figures are late. Look for a lock on the roll-ups (a migration, a purge, a long read) in `pg_stat_activity`, and for `events could not be counted` in the log. A restart is safe: the next process counts what is left.",
  },
  TelemetryJobFailing: {
    urgency: "ticket",
    text: "`/operator` names the job's last error. `statistics`: no week closes meanwhile. `purge`: an erasure waits, and there is a promise about how long. `partitions`: it must work before the month ends, or events of the next one are refused. `checkpoints`: the audit log is not signed. `releases`: no release is made; where the error is LogBroken, the transparency log in the database is not the one that was signed, and `npm run admin -- log verify` says where: restore it from a backup, do not rewrite it.",
  },
  TelemetryDatabaseErrors: {
    urgency: "ticket",
    text: "The class says what: 08 connections, 22 and 23 values (a fault of the service), 28 a wrong password, 42 a statement or a right that is missing, 53 resources, 57 a statement that took too long. 40 and 23 are left out, since they are tried again.",
  },
  TelemetryDatabaseSlow: {
    urgency: "ticket",
    text: "Look at the server's disk and at what else runs there. After half a second an event goes to the spool; nothing is lost, and TelemetrySpooling follows.",
  },
  TelemetryEventLoopLate: {
    urgency: "ticket",
    text: "The one thread in front is busy, or the machine is. `telemetry_cpu_seconds_total` near 1 of a processor: start another service on the same PostgreSQL. Well below 1: others take the processor.",
  },
  TelemetryPagesDown: {
    urgency: "ticket",
    text: "Engines are answered all the same, and public pages that were read before are, too. The log says with which code or signal the process with the pages ended; 137 and SIGKILL are the system's lack of memory.",
  },
  TelemetryPagesRestarting: {
    urgency: "ticket",
    text: "It ends again and again: the log has the reason beside `the process with the pages ended`.",
  },
  ClocksDiffer: {
    urgency: "ticket",
    text: "The clock of this process and the database's differ by more than five minutes. Nothing is deleted or counted until they agree: set both by NTP. See Clocks in docs/operating.md.",
  },
  WeekHeld: {
    urgency: "ticket",
    text: "A week waits because unusually many instances are new in it. Look at them, exclude what is made up (`npm run admin -- instance exclude`), then publish the week with `npm run admin -- statistics release` and its day. Weeks after it wait, too.",
  },
  SchemaNewer: {
    urgency: "ticket",
    text: "A newer version of the service has migrated the database, and this process goes on beside it, as in a rolling upgrade. Replace it by the newer version now: from the next release on it could miss what it uses.",
  },
  NodeEnded: {
    urgency: "ticket",
    text: "This line of Node.js gets no security fixes any more. Install the newest long-term line and restart; nothing else has to change.",
  },
} as const satisfies Record<string, { readonly urgency: Urgency; readonly text: string }>;

export type RunbookName = keyof typeof runbook;
