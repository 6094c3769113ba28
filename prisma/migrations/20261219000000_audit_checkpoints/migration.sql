-- What audit logs were on a day, signed, and what is published of all of them together.

CREATE TABLE "audit_root" (
    "day" DATE NOT NULL,
    "root" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "audit_root_pkey" PRIMARY KEY ("day")
);

CREATE TABLE "audit_checkpoint" (
    "organization_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "checkpoint" JSONB NOT NULL,

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("organization_id", "day")
);

CREATE RULE "audit_root_stays" AS ON UPDATE TO "audit_root" DO INSTEAD NOTHING;

CREATE RULE "audit_root_is_kept" AS ON DELETE TO "audit_root" DO INSTEAD NOTHING;

CREATE RULE "audit_checkpoint_stays" AS ON UPDATE TO "audit_checkpoint" DO INSTEAD NOTHING;

CREATE RULE "audit_checkpoint_is_kept" AS ON DELETE TO "audit_checkpoint" DO INSTEAD NOTHING;

ALTER TABLE "audit_root" ADD CONSTRAINT "audit_root_root_check" CHECK ("root" ~ '^[0-9a-f]{64}$');
