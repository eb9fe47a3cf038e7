-- DropIndex
DROP INDEX "Delivery_key_key";

-- DropIndex
DROP INDEX "Delivery_workspaceId_chat_seq_idx";

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "triedSince" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "InboundEvent" ADD COLUMN     "actor" TEXT NOT NULL,
ADD COLUMN     "lease" TEXT,
ADD COLUMN     "seq" BIGSERIAL NOT NULL;

-- AlterTable
ALTER TABLE "Occurrence" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lease" TEXT;

-- CreateTable
CREATE TABLE "Watch" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Watch_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "Delivery_workspaceId_state_urgency_notBefore_seq_idx" ON "Delivery"("workspaceId", "state", "urgency", "notBefore", "seq");

-- CreateIndex
CREATE INDEX "Delivery_workspaceId_chat_state_notBefore_seq_idx" ON "Delivery"("workspaceId", "chat", "state", "notBefore", "seq");

-- CreateIndex
CREATE INDEX "Delivery_targetId_idx" ON "Delivery"("targetId");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_workspaceId_key_key" ON "Delivery"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "InboundEvent_workspaceId_actor_state_seq_idx" ON "InboundEvent"("workspaceId", "actor", "state", "seq");
