-- When a job was last done: so long after that it is due again, however often processes are restarted.
ALTER TABLE "job_lease" ADD COLUMN "last_success_at" TIMESTAMPTZ(3);
