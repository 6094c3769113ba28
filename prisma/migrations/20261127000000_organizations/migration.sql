-- Organizations of the paid editions: whose instances they are, what they use, who may look at them, and who did.
-- Keys and tokens are here as keyed hashes only. The clear instance ID is kept for linked instances, as documented.

CREATE TABLE "organization" (
    "id" SERIAL NOT NULL,
    "alias" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "billing_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "organization_alias_key" ON "organization"("alias");

CREATE TABLE "organization_key" (
    "id" UUID NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "last_used_on" DATE,

    CONSTRAINT "organization_key_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "organization_key_hash_key" ON "organization_key"("hash");

CREATE TABLE "access_token" (
    "id" UUID NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "personal" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "access_token_hash_key" ON "access_token"("hash");

CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "project_organization_id_name_key" ON "project"("organization_id", "name");

CREATE TABLE "organization_instance" (
    "instance_key" UUID NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "project_id" INTEGER,
    "number" SERIAL NOT NULL,
    "instance_id" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "registered_at" TIMESTAMPTZ(3),

    CONSTRAINT "organization_instance_pkey" PRIMARY KEY ("instance_key")
);

CREATE INDEX "organization_instance_organization_id_idx" ON "organization_instance"("organization_id");

CREATE TABLE "usage_hour" (
    "instance_key" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "cpu" INTEGER NOT NULL,
    "total_memory" BIGINT NOT NULL,
    "data_size" BIGINT NOT NULL,

    CONSTRAINT "usage_hour_pkey" PRIMARY KEY ("instance_key", "hour")
);

CREATE INDEX "usage_hour_organization_id_hour_idx" ON "usage_hour"("organization_id", "hour");

CREATE TABLE "support_member" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "support_member_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "support_member_hash_key" ON "support_member"("hash");

CREATE TABLE "support_grant" (
    "id" UUID NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "support_grant_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "support_grant_organization_id_idx" ON "support_grant"("organization_id");

CREATE TABLE "support_grant_instance" (
    "grant_id" UUID NOT NULL,
    "instance_key" UUID NOT NULL,

    CONSTRAINT "support_grant_instance_pkey" PRIMARY KEY ("grant_id", "instance_key")
);

CREATE TABLE "audit_entry" (
    "organization_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "grant_id" UUID,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("organization_id", "number")
);

CREATE RULE "audit_entry_stays" AS ON UPDATE TO "audit_entry" DO INSTEAD NOTHING;

CREATE RULE "audit_entry_is_kept" AS ON DELETE TO "audit_entry" DO INSTEAD NOTHING;
