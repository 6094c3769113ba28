-- A transparency log: its entries, the hashes of its tree, and what was signed of it.

CREATE TABLE "log_entry" (
    "place" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" TEXT NOT NULL,

    CONSTRAINT "log_entry_pkey" PRIMARY KEY ("place")
);

CREATE UNIQUE INDEX "log_entry_kind_subject_key" ON "log_entry"("kind", "subject");

ALTER TABLE "log_entry" ADD CONSTRAINT "log_entry_kind_check" CHECK ("kind" IN ('release', 'correction', 'audit', 'erasures', 'privacy') AND "place" >= 0);

CREATE TABLE "log_tile" (
    "level" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "hashes" BYTEA NOT NULL,

    CONSTRAINT "log_tile_pkey" PRIMARY KEY ("level", "place")
);

ALTER TABLE "log_tile" ADD CONSTRAINT "log_tile_hashes_check" CHECK (length("hashes") % 32 = 0 AND length("hashes") BETWEEN 32 AND 8192);

CREATE TABLE "log_checkpoint" (
    "size" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "log_checkpoint_pkey" PRIMARY KEY ("size")
);

-- What was said stays, whatever a statement says.

CREATE RULE "log_entry_stays" AS ON UPDATE TO "log_entry" DO INSTEAD NOTHING;

CREATE RULE "log_entry_is_kept" AS ON DELETE TO "log_entry" DO INSTEAD NOTHING;

CREATE RULE "log_checkpoint_stays" AS ON UPDATE TO "log_checkpoint" DO INSTEAD NOTHING;

CREATE RULE "log_checkpoint_is_kept" AS ON DELETE TO "log_checkpoint" DO INSTEAD NOTHING;
