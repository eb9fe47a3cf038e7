-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "circular" TEXT;

-- Copies of a circular that wait: few rows, and none at all on most days.
CREATE INDEX "Delivery_circular_waiting" ON "Delivery"("workspaceId", "circular", "notBefore", "seq")
    WHERE "circular" IS NOT NULL AND "state" = 'pending';
