-- A relay may be an organization's: it is believed of the organization's own instances alone.

ALTER TABLE "sender" ADD COLUMN "organization_id" INTEGER;

CREATE INDEX "sender_organization_id_idx" ON "sender"("organization_id");

ALTER TABLE "sender" ADD CONSTRAINT "sender_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
