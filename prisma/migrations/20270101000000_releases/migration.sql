-- Publications of all figures there were: what each is, its files, and the bytes they are made of, each once.

CREATE TABLE "release" (
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "about" JSONB NOT NULL,
    "sums" TEXT NOT NULL,

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "release_number_key" ON "release"("number");

ALTER TABLE "release" ADD CONSTRAINT "release_id_check" CHECK ("id" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([.][0-9]+)?$');

ALTER TABLE "release" ADD CONSTRAINT "release_sums_check" CHECK ("sums" ~ '^[0-9a-f]{64}$');

CREATE TABLE "release_blob" (
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "deflated" BYTEA NOT NULL,

    CONSTRAINT "release_blob_pkey" PRIMARY KEY ("hash")
);

ALTER TABLE "release_blob" ADD CONSTRAINT "release_blob_hash_check" CHECK ("hash" ~ '^[0-9a-f]{64}$');

CREATE TABLE "release_file" (
    "release_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "size" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "crc" BIGINT NOT NULL,

    CONSTRAINT "release_file_pkey" PRIMARY KEY ("release_id", "path")
);

ALTER TABLE "release_file" ADD CONSTRAINT "release_file_hash_check" CHECK ("hash" ~ '^[0-9a-f]{64}$' AND "size" >= 0);

ALTER TABLE "release_file" ADD CONSTRAINT "release_file_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TABLE "release_part" (
    "release_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "release_part_pkey" PRIMARY KEY ("release_id", "path", "place")
);

CREATE INDEX "release_part_hash_idx" ON "release_part"("hash");

ALTER TABLE "release_part" ADD CONSTRAINT "release_part_release_id_path_fkey" FOREIGN KEY ("release_id", "path") REFERENCES "release_file"("release_id", "path") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "release_part" ADD CONSTRAINT "release_part_hash_fkey" FOREIGN KEY ("hash") REFERENCES "release_blob"("hash") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What is published stays as it is, whatever a statement says. Bytes go only where no release has them.

CREATE RULE "release_stays" AS ON UPDATE TO "release" DO INSTEAD NOTHING;

CREATE RULE "release_is_kept" AS ON DELETE TO "release" DO INSTEAD NOTHING;

CREATE RULE "release_file_stays" AS ON UPDATE TO "release_file" DO INSTEAD NOTHING;

CREATE RULE "release_file_is_kept" AS ON DELETE TO "release_file" DO INSTEAD NOTHING;

CREATE RULE "release_part_stays" AS ON UPDATE TO "release_part" DO INSTEAD NOTHING;

CREATE RULE "release_part_is_kept" AS ON DELETE TO "release_part" DO INSTEAD NOTHING;
