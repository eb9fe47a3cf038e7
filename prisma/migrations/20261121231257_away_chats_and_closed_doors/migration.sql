-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "deactivatedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Channel" ADD COLUMN     "awayReason" TEXT,
ADD COLUMN     "awaySince" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "closedAt" TIMESTAMPTZ(3),
ADD COLUMN     "closedReason" TEXT;
