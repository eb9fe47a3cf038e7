-- DropIndex
DROP INDEX "EntryDraft_sourceKey_key";

-- DropIndex
DROP INDEX "GroupScore_roundId_groupId_key";

-- DropIndex
DROP INDEX "MonthTotal_closeId_pupilId_key";

-- DropIndex
DROP INDEX "PointEntry_schoolId_classId_occurredOn_idx";

-- DropIndex
DROP INDEX "PointEntry_schoolId_groupId_occurredOn_idx";

-- DropIndex
DROP INDEX "PointEntry_schoolId_pupilId_occurredOn_idx";

-- DropIndex
DROP INDEX "Standing_roundId_kind_subjectId_key";

-- AlterTable
ALTER TABLE "GroupScore" DROP CONSTRAINT "GroupScore_pkey",
DROP COLUMN "id",
ADD CONSTRAINT "GroupScore_pkey" PRIMARY KEY ("roundId", "groupId");

-- AlterTable
ALTER TABLE "MonthTotal" DROP CONSTRAINT "MonthTotal_pkey",
DROP COLUMN "id",
ADD COLUMN     "monthOn" DATE NOT NULL,
ADD CONSTRAINT "MonthTotal_pkey" PRIMARY KEY ("closeId", "pupilId");

-- AlterTable
ALTER TABLE "PointEntry" ADD COLUMN     "monthOn" DATE NOT NULL,
ADD COLUMN     "weekOn" DATE NOT NULL;

-- AlterTable
ALTER TABLE "Proposal" ADD COLUMN     "seq" BIGSERIAL NOT NULL;

-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "monthOn" DATE NOT NULL,
ADD COLUMN     "schoolDays" DATE[],
ADD COLUMN     "skipReason" TEXT,
ALTER COLUMN "locksAt" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Standing" DROP CONSTRAINT "Standing_pkey",
DROP COLUMN "counted",
DROP COLUMN "id",
ADD COLUMN     "band" TEXT,
ADD COLUMN     "belowLine" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "members" TEXT[],
ADD COLUMN     "monthOn" DATE NOT NULL,
ADD COLUMN     "sameMembers" BOOLEAN,
ADD CONSTRAINT "Standing_pkey" PRIMARY KEY ("roundId", "kind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "EntryDraft_schoolId_sourceKey_key" ON "EntryDraft"("schoolId", "sourceKey");

-- CreateIndex
CREATE INDEX "MonthTotal_schoolId_pupilId_monthOn_idx" ON "MonthTotal"("schoolId", "pupilId", "monthOn");

-- CreateIndex
CREATE INDEX "PointEntry_schoolId_classId_weekOn_idx" ON "PointEntry"("schoolId", "classId", "weekOn");

-- CreateIndex
CREATE INDEX "PointEntry_schoolId_pupilId_weekOn_idx" ON "PointEntry"("schoolId", "pupilId", "weekOn");

-- CreateIndex
CREATE INDEX "PointEntry_schoolId_pupilId_monthOn_idx" ON "PointEntry"("schoolId", "pupilId", "monthOn");

-- CreateIndex
CREATE INDEX "PointEntry_schoolId_groupId_weekOn_idx" ON "PointEntry"("schoolId", "groupId", "weekOn");

-- CreateIndex
CREATE INDEX "PointEntry_schoolId_recordedById_seq_idx" ON "PointEntry"("schoolId", "recordedById", "seq");

-- CreateIndex
CREATE INDEX "Proposal_schoolId_proposedById_seq_idx" ON "Proposal"("schoolId", "proposedById", "seq");

-- CreateIndex
CREATE INDEX "Proposal_schoolId_state_lapsesOn_idx" ON "Proposal"("schoolId", "state", "lapsesOn");

-- CreateIndex
CREATE INDEX "Standing_schoolId_kind_subjectId_weekOn_idx" ON "Standing"("schoolId", "kind", "subjectId", "weekOn");

-- What Prisma's schema cannot say: weeks are known by their Monday, months by their first day.
ALTER TABLE "PointEntry" ADD CONSTRAINT "PointEntry_period"
  CHECK (EXTRACT(ISODOW FROM "weekOn") = 1 AND EXTRACT(DAY FROM "monthOn") = 1);
