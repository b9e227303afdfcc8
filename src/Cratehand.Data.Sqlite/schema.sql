CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "entry" (
    "id" TEXT NOT NULL CONSTRAINT "PK_entry" PRIMARY KEY,
    "job_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "is_shelved" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "artists" TEXT NOT NULL,
    "version" TEXT NULL,
    "album" TEXT NULL,
    "isrc" TEXT NULL,
    "duration_seconds" REAL NOT NULL,
    "obtained_by" TEXT NOT NULL,
    "is_from_lossy" INTEGER NOT NULL,
    "measured" TEXT NOT NULL,
    "fingerprint" BLOB NULL,
    "created" INTEGER NOT NULL
);

CREATE TABLE "job" (
    "id" TEXT NOT NULL CONSTRAINT "PK_job" PRIMARY KEY,
    "run_id" TEXT NOT NULL,
    "parent_id" TEXT NULL,
    "kind" TEXT NOT NULL,
    "args" TEXT NOT NULL,
    "unique_key" TEXT NULL,
    "state" TEXT NOT NULL,
    "trigger_kind" TEXT NOT NULL,
    "trigger_by" TEXT NULL,
    "attempt" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "fence" INTEGER NOT NULL,
    "due" INTEGER NOT NULL,
    "created" INTEGER NOT NULL,
    "started" INTEGER NULL,
    "finished" INTEGER NULL,
    "node" TEXT NULL,
    "cancel_requested" INTEGER NOT NULL,
    "percent" INTEGER NULL,
    "progress" TEXT NULL,
    "result" TEXT NULL,
    "reason" TEXT NULL
);

CREATE TABLE "job_attempt" (
    "job_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "node" TEXT NOT NULL,
    "started" INTEGER NOT NULL,
    "finished" INTEGER NULL,
    "outcome" TEXT NOT NULL,
    "step" TEXT NULL,
    "error" TEXT NULL,
    CONSTRAINT "PK_job_attempt" PRIMARY KEY ("job_id", "number")
);

CREATE TABLE "job_step" (
    "job_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "started" INTEGER NOT NULL,
    "milliseconds" INTEGER NOT NULL,
    CONSTRAINT "PK_job_step" PRIMARY KEY ("job_id", "name")
);

CREATE TABLE "entry_evidence" (
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    CONSTRAINT "PK_entry_evidence" PRIMARY KEY ("kind", "value"),
    CONSTRAINT "FK_entry_evidence_entry_entry_id" FOREIGN KEY ("entry_id") REFERENCES "entry" ("id") ON DELETE CASCADE
);

CREATE TABLE "entry_file" (
    "id" TEXT NOT NULL CONSTRAINT "PK_entry_file" PRIMARY KEY,
    "entry_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "duration_seconds" REAL NOT NULL,
    CONSTRAINT "FK_entry_file_entry_entry_id" FOREIGN KEY ("entry_id") REFERENCES "entry" ("id") ON DELETE CASCADE
);

CREATE INDEX "IX_entry_evidence_entry_id" ON "entry_evidence" ("entry_id");

CREATE INDEX "IX_entry_file_entry_id" ON "entry_file" ("entry_id");

CREATE UNIQUE INDEX "IX_entry_file_path" ON "entry_file" ("path");

CREATE UNIQUE INDEX "IX_job_kind_unique_key" ON "job" ("kind", "unique_key") WHERE unique_key IS NOT NULL AND state IN ('scheduled','available','running','retryable');

CREATE INDEX "IX_job_run_id" ON "job" ("run_id");

CREATE INDEX "IX_job_state_due" ON "job" ("state", "due");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122214126_Initial', '10.0.15');

CREATE TABLE "provider_cooldown" (
    "provider" TEXT NOT NULL CONSTRAINT "PK_provider_cooldown" PRIMARY KEY,
    "until" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "strikes" INTEGER NOT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122225500_Cooldowns', '10.0.15');

CREATE TABLE "provider_token" (
    "provider" TEXT NOT NULL CONSTRAINT "PK_provider_token" PRIMARY KEY,
    "access" TEXT NOT NULL,
    "refresh" TEXT NULL,
    "access_expires" INTEGER NOT NULL,
    "signed_in" INTEGER NOT NULL,
    "account" TEXT NULL,
    "ended_because" TEXT NULL,
    "refresh_begun" INTEGER NULL,
    "refresh_by" TEXT NULL,
    "announced" INTEGER NULL,
    "version" INTEGER NOT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122230547_Tokens', '10.0.15');

CREATE TABLE "match_decision" (
    "wanted" TEXT NOT NULL,
    "candidate" TEXT NOT NULL,
    "ruling" TEXT NOT NULL,
    "offer" TEXT NOT NULL,
    "decided" INTEGER NOT NULL,
    CONSTRAINT "PK_match_decision" PRIMARY KEY ("wanted", "candidate")
);

CREATE TABLE "review" (
    "id" TEXT NOT NULL CONSTRAINT "PK_review" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "artists" TEXT NOT NULL,
    "duration_ms" INTEGER NULL,
    "isrc" TEXT NULL,
    "signal" TEXT NULL,
    "candidates" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "is_open" INTEGER NOT NULL,
    "answer" TEXT NULL,
    "since" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "run_id" TEXT NULL
);

CREATE TABLE "unlike" (
    "identity" TEXT NOT NULL CONSTRAINT "PK_unlike" PRIMARY KEY,
    "action" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "noticed" INTEGER NOT NULL
);

CREATE TABLE "wish" (
    "identity" TEXT NOT NULL CONSTRAINT "PK_wish" PRIMARY KEY,
    "link" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "artists" TEXT NOT NULL,
    "duration_ms" INTEGER NULL,
    "isrc" TEXT NULL,
    "signal" TEXT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "run_id" TEXT NULL,
    "entry_id" TEXT NULL
);

CREATE UNIQUE INDEX "IX_review_kind_identity" ON "review" ("kind", "identity");

CREATE INDEX "IX_wish_state" ON "wish" ("state");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261125223435_Wanted', '10.0.15');

CREATE TABLE "fingerprint_entry" (
    "number" INTEGER NOT NULL CONSTRAINT "PK_fingerprint_entry" PRIMARY KEY AUTOINCREMENT,
    "entry_id" TEXT NOT NULL,
    "is_indexed" INTEGER NOT NULL,
    CONSTRAINT "FK_fingerprint_entry_entry_entry_id" FOREIGN KEY ("entry_id") REFERENCES "entry" ("id") ON DELETE CASCADE
);

CREATE TABLE fingerprint_item (item INTEGER NOT NULL, number INTEGER NOT NULL, CONSTRAINT PK_fingerprint_item PRIMARY KEY (item, number)) WITHOUT ROWID;

INSERT INTO fingerprint_entry (entry_id, is_indexed) SELECT id, 0 FROM entry WHERE fingerprint IS NOT NULL;

CREATE TABLE "journal" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_journal" PRIMARY KEY AUTOINCREMENT,
    "run_id" TEXT NOT NULL,
    "job_id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "op" TEXT NOT NULL,
    "from_path" TEXT NOT NULL,
    "to_path" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "written" INTEGER NOT NULL,
    "done" INTEGER NULL
);

CREATE TABLE "seen_file" (
    "path" TEXT NOT NULL CONSTRAINT "PK_seen_file" PRIMARY KEY,
    "bytes" INTEGER NOT NULL,
    "modified" INTEGER NOT NULL,
    "sha256" TEXT NULL
);

CREATE INDEX "IX_job_finished" ON "job" ("finished");

CREATE INDEX "IX_entry_isrc" ON "entry" ("isrc") WHERE isrc IS NOT NULL;

CREATE INDEX "IX_entry_run_id" ON "entry" ("run_id");

CREATE UNIQUE INDEX "IX_fingerprint_entry_entry_id" ON "fingerprint_entry" ("entry_id");

CREATE INDEX "IX_fingerprint_entry_is_indexed" ON "fingerprint_entry" ("is_indexed") WHERE is_indexed = 0;

CREATE INDEX "IX_journal_entry_id" ON "journal" ("entry_id");

CREATE INDEX "IX_journal_run_id" ON "journal" ("run_id");

CREATE INDEX "IX_journal_written" ON "journal" ("written");

CREATE INDEX "IX_seen_file_sha256" ON "seen_file" ("sha256") WHERE sha256 IS NOT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261125224355_Library', '10.0.15');

CREATE TABLE "incident" (
    "id" TEXT NOT NULL CONSTRAINT "PK_incident" PRIMARY KEY,
    "fingerprint" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "occurrences" INTEGER NOT NULL,
    "first_seen" INTEGER NOT NULL,
    "last_seen" INTEGER NOT NULL,
    "closed_at" INTEGER NULL
);

CREATE TABLE "schedule" (
    "key" TEXT NOT NULL CONSTRAINT "PK_schedule" PRIMARY KEY,
    "since" INTEGER NOT NULL,
    "paused_at" INTEGER NULL,
    "pause_reason" TEXT NULL
);

CREATE TABLE "schedule_firing" (
    "schedule" TEXT NOT NULL,
    "due" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NULL,
    "missed" INTEGER NOT NULL,
    "job" TEXT NULL,
    CONSTRAINT "PK_schedule_firing" PRIMARY KEY ("schedule", "due")
);

CREATE INDEX "IX_job_kind_finished" ON "job" ("kind", "finished");

CREATE UNIQUE INDEX "IX_incident_fingerprint" ON "incident" ("fingerprint") WHERE closed_at IS NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261125225450_Schedules', '10.0.15');

CREATE TABLE "detection" (
    "identity" TEXT NOT NULL CONSTRAINT "PK_detection" PRIMARY KEY,
    "source" TEXT NOT NULL,
    "signal" TEXT NOT NULL,
    "input" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "described" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL,
    "not_before" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "plays" INTEGER NOT NULL,
    "job" TEXT NULL,
    "unliked" INTEGER NULL
);

CREATE TABLE "source_state" (
    "source" TEXT NOT NULL CONSTRAINT "PK_source_state" PRIMARY KEY,
    "connected" INTEGER NULL,
    "mark" TEXT NULL,
    "last_success" INTEGER NULL,
    "last_whole" INTEGER NULL,
    "strikes" INTEGER NOT NULL,
    "rests_until" INTEGER NOT NULL,
    "trouble" TEXT NULL
);

CREATE INDEX "IX_detection_state_source_rank" ON "detection" ("state", "source", "rank");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261125233500_Detections', '10.0.15');

