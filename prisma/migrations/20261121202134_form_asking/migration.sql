-- AlterTable
ALTER TABLE "FormSession" ADD COLUMN     "asking" BOOLEAN NOT NULL DEFAULT false;
