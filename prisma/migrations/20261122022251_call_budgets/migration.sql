-- CreateTable
CREATE TABLE "CallBudget" (
    "workspaceId" TEXT NOT NULL,
    "beginsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "allowed" INTEGER NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "CallBudget_pkey" PRIMARY KEY ("workspaceId","beginsAt")
);

-- AddForeignKey
ALTER TABLE "CallBudget" ADD CONSTRAINT "CallBudget_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
