-- Where an organization wants to be told of what happens, what it is told, and how far folds had come at a time.

CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "host" TEXT NOT NULL,
    "sealed_url" TEXT NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "events" JSONB NOT NULL,
    "silent_hours" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "audit_through" INTEGER NOT NULL,
    "events_through" BIGINT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "resume_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "webhook_organization_id_idx" ON "webhook"("organization_id");

ALTER TABLE "webhook" ADD CONSTRAINT "webhook_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attempted_at" TIMESTAMPTZ(3),
    "status" INTEGER,
    "problem" TEXT,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "webhook_delivery_webhook_id_cause_key" ON "webhook_delivery"("webhook_id", "cause");

CREATE INDEX "webhook_delivery_webhook_id_state_created_at_idx" ON "webhook_delivery"("webhook_id", "state", "created_at");

ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_state_check" CHECK ("state" IN ('waiting', 'delivered', 'given up'));

CREATE TABLE "fold_mark" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "fold" BIGINT NOT NULL,

    CONSTRAINT "fold_mark_pkey" PRIMARY KEY ("at")
);
