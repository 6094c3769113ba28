-- What nothing counts stands in no roll-up; its instance's admin sees it all the same. No other event is in this index.

CREATE INDEX "event_not_counted_idx" ON "event"("instance_key", "event_time") WHERE "counted_by" = 'nothing';

ALTER TABLE "event" ADD CONSTRAINT "event_counted_by_check" CHECK ("counted_by" IN ('event_time', 'received_at', 'nothing'));
