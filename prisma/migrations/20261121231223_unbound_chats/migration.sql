-- AlterTable
ALTER TABLE "Channel" ADD COLUMN     "unboundAt" TIMESTAMPTZ(3);
