-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Term" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "weekOneOn" DATE NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,

    CONSTRAINT "Term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DayOverride" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "gradeId" TEXT NOT NULL DEFAULT '',
    "on" DATE NOT NULL,
    "schoolDay" BOOLEAN NOT NULL,
    "timetableWeekday" INTEGER,
    "note" TEXT,

    CONSTRAINT "DayOverride_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarYear" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "confirmedById" TEXT,
    "confirmedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CalendarYear_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClockOffset" (
    "id" INTEGER NOT NULL,
    "offsetMs" BIGINT NOT NULL,

    CONSTRAINT "ClockOffset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Occurrence" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "settledAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),
    "dueKey" TEXT NOT NULL,

    CONSTRAINT "Occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RubricItem" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "aliases" TEXT[],
    "points" DECIMAL(6,1) NOT NULL,
    "kind" TEXT NOT NULL,
    "serious" BOOLEAN NOT NULL DEFAULT false,
    "recorders" TEXT[],
    "ordinal" INTEGER NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "RubricItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PointEntry" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "schoolId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "pupilId" TEXT,
    "groupId" TEXT,
    "rubricItemId" TEXT,
    "itemCode" TEXT NOT NULL,
    "points" DECIMAL(6,1) NOT NULL,
    "familyText" TEXT NOT NULL,
    "staffNote" TEXT,
    "occurredOn" DATE NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedById" TEXT,
    "sourceKey" TEXT NOT NULL,
    "sourceLine" INTEGER NOT NULL,
    "reversesId" TEXT,

    CONSTRAINT "PointEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Proposal" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "pupilId" TEXT,
    "groupId" TEXT,
    "rubricItemId" TEXT,
    "itemCode" TEXT NOT NULL,
    "points" DECIMAL(6,1) NOT NULL,
    "familyText" TEXT NOT NULL,
    "staffNote" TEXT,
    "occurredOn" DATE NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "proposedById" TEXT NOT NULL,
    "sourceKey" TEXT NOT NULL,
    "sourceLine" INTEGER NOT NULL,
    "lapsesOn" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" TEXT,
    "entryId" TEXT,

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntryDraft" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "reading" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'open',
    "sourceKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "EntryDraft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Round" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "weekOn" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "submittedById" TEXT,
    "remark" TEXT,
    "locksAt" TIMESTAMPTZ(3) NOT NULL,
    "lockedAt" TIMESTAMPTZ(3),
    "lockedSeq" BIGINT,

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupScore" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "score" DECIMAL(4,1),
    "remark" TEXT,

    CONSTRAINT "GroupScore_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Standing" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "weekOn" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "week" DECIMAL(8,2) NOT NULL,
    "total" DECIMAL(8,2),
    "counted" INTEGER,
    "rank" INTEGER,
    "change" DECIMAL(8,2),

    CONSTRAINT "Standing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MonthClose" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "monthOn" DATE NOT NULL,
    "closedAt" TIMESTAMPTZ(3) NOT NULL,
    "lockedSeq" BIGINT NOT NULL,

    CONSTRAINT "MonthClose_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MonthTotal" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "closeId" TEXT NOT NULL,
    "pupilId" TEXT NOT NULL,
    "total" DECIMAL(8,2) NOT NULL,
    "band" TEXT NOT NULL,

    CONSTRAINT "MonthTotal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SeriousReport" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "pupilId" TEXT NOT NULL,
    "itemCode" TEXT NOT NULL,
    "note" TEXT,
    "reportedById" TEXT NOT NULL,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL,
    "sourceKey" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "takenById" TEXT,
    "takenAt" TIMESTAMPTZ(3),

    CONSTRAINT "SeriousReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundEvent" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "reply" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "InboundEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Action" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "personId" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "usedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormSession" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "formId" TEXT NOT NULL,
    "formVersion" INTEGER NOT NULL,
    "subjectId" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'live',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "FormSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "schoolId" TEXT,
    "workspaceId" TEXT NOT NULL,
    "chat" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "verb" TEXT NOT NULL DEFAULT 'send',
    "targetId" TEXT,
    "kind" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "personId" TEXT,
    "subjectId" TEXT,
    "language" TEXT NOT NULL,
    "card" JSONB NOT NULL,
    "urgency" INTEGER NOT NULL DEFAULT 5,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "uselessAfter" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "lease" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "sendingSince" TIMESTAMPTZ(3),
    "messageRef" TEXT,
    "sentAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "personId" TEXT,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "deliveryId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Digest" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "classId" TEXT,
    "roundId" TEXT,
    "weekOn" DATE NOT NULL,
    "audience" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "composedAt" TIMESTAMPTZ(3) NOT NULL,
    "approvedAt" TIMESTAMPTZ(3),
    "approvedById" TEXT,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoteHold" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "pupilId" TEXT NOT NULL,
    "weekOn" DATE NOT NULL,
    "heldById" TEXT NOT NULL,
    "heldAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "NoteHold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Prompt" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "weekOn" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "guardianId" TEXT NOT NULL,
    "pupilId" TEXT,
    "classId" TEXT,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "assignedToId" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answeredById" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "sourceKey" TEXT NOT NULL,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "pupilId" TEXT,
    "category" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "takenById" TEXT,
    "takenAt" TIMESTAMPTZ(3),
    "sourceKey" TEXT NOT NULL,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Audit" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "schoolId" TEXT NOT NULL,
    "actorId" TEXT,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SandboxMessage" (
    "seq" BIGSERIAL NOT NULL,
    "chat" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "onlyFor" TEXT,
    "author" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "changedSeq" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SandboxMessage_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "Pupil" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "studentNumber" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sex" TEXT,
    "aliases" TEXT[],
    "pinyin" TEXT[],
    "leftOn" DATE,
    "retainUntil" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pupil_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClassMembership" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "pupilId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "classNumber" INTEGER,
    "seat" TEXT,
    "fromOn" DATE NOT NULL,
    "toOn" DATE,

    CONSTRAINT "ClassMembership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupMembership" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "pupilId" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "memberNumber" INTEGER,
    "fromOn" DATE NOT NULL,
    "toOn" DATE,

    CONSTRAINT "GroupMembership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "recordAtOnce" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Role" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "scopeKind" TEXT NOT NULL,
    "scopeId" TEXT NOT NULL,
    "subjects" TEXT[],
    "fromOn" DATE NOT NULL,
    "toOn" DATE,

    CONSTRAINT "Role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Guardianship" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "pupilId" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "receivesNotes" BOOLEAN NOT NULL DEFAULT true,
    "restricted" BOOLEAN NOT NULL DEFAULT false,
    "fromOn" DATE NOT NULL,
    "toOn" DATE,

    CONSTRAINT "Guardianship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "pupilId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "givenById" TEXT,
    "recordedById" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "personId" TEXT,
    "displayName" TEXT,
    "directChat" TEXT,
    "linkedAt" TIMESTAMPTZ(3),
    "seenAt" TIMESTAMPTZ(3),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "classId" TEXT,
    "language" TEXT,
    "boundById" TEXT,
    "boundAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmedById" TEXT,
    "confirmedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChannelMember" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "displayName" TEXT,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChannelMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invite" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "schoolId" TEXT,
    "kind" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "personId" TEXT,
    "pupilId" TEXT,
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "usedByAccountId" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" TEXT,
    "accepted" BOOLEAN,

    CONSTRAINT "Invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Tenant" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Community" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Community_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "School" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "communityId" TEXT,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "calendar" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "School_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grade" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,

    CONSTRAINT "Grade_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SchoolClass" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "gradeId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "endedOn" DATE,

    CONSTRAINT "SchoolClass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Group" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT,
    "endedOn" DATE,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Term_schoolId_startsOn_key" ON "Term"("schoolId", "startsOn");

-- CreateIndex
CREATE UNIQUE INDEX "DayOverride_schoolId_gradeId_on_key" ON "DayOverride"("schoolId", "gradeId", "on");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarYear_schoolId_year_key" ON "CalendarYear"("schoolId", "year");

-- CreateIndex
CREATE INDEX "Occurrence_state_dueAt_idx" ON "Occurrence"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Occurrence_schoolId_kind_subjectId_dueKey_key" ON "Occurrence"("schoolId", "kind", "subjectId", "dueKey");

-- CreateIndex
CREATE UNIQUE INDEX "RubricItem_schoolId_code_validFrom_key" ON "RubricItem"("schoolId", "code", "validFrom");

-- CreateIndex
CREATE UNIQUE INDEX "PointEntry_reversesId_key" ON "PointEntry"("reversesId");

-- CreateIndex
CREATE INDEX "PointEntry_schoolId_classId_occurredOn_idx" ON "PointEntry"("schoolId", "classId", "occurredOn");

-- CreateIndex
CREATE INDEX "PointEntry_schoolId_pupilId_occurredOn_idx" ON "PointEntry"("schoolId", "pupilId", "occurredOn");

-- CreateIndex
CREATE INDEX "PointEntry_schoolId_groupId_occurredOn_idx" ON "PointEntry"("schoolId", "groupId", "occurredOn");

-- CreateIndex
CREATE UNIQUE INDEX "PointEntry_schoolId_sourceKey_sourceLine_key" ON "PointEntry"("schoolId", "sourceKey", "sourceLine");

-- CreateIndex
CREATE INDEX "Proposal_schoolId_classId_state_idx" ON "Proposal"("schoolId", "classId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Proposal_schoolId_sourceKey_sourceLine_key" ON "Proposal"("schoolId", "sourceKey", "sourceLine");

-- CreateIndex
CREATE UNIQUE INDEX "EntryDraft_sourceKey_key" ON "EntryDraft"("sourceKey");

-- CreateIndex
CREATE INDEX "EntryDraft_schoolId_personId_state_idx" ON "EntryDraft"("schoolId", "personId", "state");

-- CreateIndex
CREATE INDEX "Round_schoolId_state_locksAt_idx" ON "Round"("schoolId", "state", "locksAt");

-- CreateIndex
CREATE UNIQUE INDEX "Round_schoolId_classId_weekOn_key" ON "Round"("schoolId", "classId", "weekOn");

-- CreateIndex
CREATE UNIQUE INDEX "GroupScore_roundId_groupId_key" ON "GroupScore"("roundId", "groupId");

-- CreateIndex
CREATE INDEX "Standing_schoolId_classId_weekOn_idx" ON "Standing"("schoolId", "classId", "weekOn");

-- CreateIndex
CREATE UNIQUE INDEX "Standing_roundId_kind_subjectId_key" ON "Standing"("roundId", "kind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "MonthClose_schoolId_classId_monthOn_key" ON "MonthClose"("schoolId", "classId", "monthOn");

-- CreateIndex
CREATE UNIQUE INDEX "MonthTotal_closeId_pupilId_key" ON "MonthTotal"("closeId", "pupilId");

-- CreateIndex
CREATE UNIQUE INDEX "SeriousReport_schoolId_sourceKey_pupilId_key" ON "SeriousReport"("schoolId", "sourceKey", "pupilId");

-- CreateIndex
CREATE INDEX "InboundEvent_state_leaseUntil_idx" ON "InboundEvent"("state", "leaseUntil");

-- CreateIndex
CREATE INDEX "InboundEvent_receivedAt_idx" ON "InboundEvent"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "InboundEvent_workspaceId_key_key" ON "InboundEvent"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "Action_schoolId_kind_idx" ON "Action"("schoolId", "kind");

-- CreateIndex
CREATE INDEX "Action_expiresAt_idx" ON "Action"("expiresAt");

-- CreateIndex
CREATE INDEX "FormSession_schoolId_status_idx" ON "FormSession"("schoolId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "FormSession_personId_formId_subjectId_key" ON "FormSession"("personId", "formId", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_key_key" ON "Delivery"("key");

-- CreateIndex
CREATE INDEX "Delivery_state_nextAttemptAt_idx" ON "Delivery"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "Delivery_workspaceId_chat_seq_idx" ON "Delivery"("workspaceId", "chat", "seq");

-- CreateIndex
CREATE INDEX "Delivery_schoolId_kind_createdAt_idx" ON "Delivery"("schoolId", "kind", "createdAt");

-- CreateIndex
CREATE INDEX "Delivery_personId_createdAt_idx" ON "Delivery"("personId", "createdAt");

-- CreateIndex
CREATE INDEX "Decision_schoolId_subjectId_at_idx" ON "Decision"("schoolId", "subjectId", "at");

-- CreateIndex
CREATE INDEX "Decision_schoolId_at_idx" ON "Decision"("schoolId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Digest_schoolId_audience_weekOn_classId_key" ON "Digest"("schoolId", "audience", "weekOn", "classId");

-- CreateIndex
CREATE UNIQUE INDEX "NoteHold_pupilId_weekOn_key" ON "NoteHold"("pupilId", "weekOn");

-- CreateIndex
CREATE INDEX "Prompt_schoolId_personId_weekOn_idx" ON "Prompt"("schoolId", "personId", "weekOn");

-- CreateIndex
CREATE UNIQUE INDEX "Prompt_personId_kind_subjectId_at_key" ON "Prompt"("personId", "kind", "subjectId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Question_sourceKey_key" ON "Question"("sourceKey");

-- CreateIndex
CREATE INDEX "Question_schoolId_state_idx" ON "Question"("schoolId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Alert_sourceKey_key" ON "Alert"("sourceKey");

-- CreateIndex
CREATE INDEX "Alert_schoolId_raisedAt_idx" ON "Alert"("schoolId", "raisedAt");

-- CreateIndex
CREATE INDEX "Audit_schoolId_at_idx" ON "Audit"("schoolId", "at");

-- CreateIndex
CREATE INDEX "Audit_schoolId_subjectKind_subjectId_idx" ON "Audit"("schoolId", "subjectKind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "SandboxMessage_key_key" ON "SandboxMessage"("key");

-- CreateIndex
CREATE INDEX "SandboxMessage_chat_seq_idx" ON "SandboxMessage"("chat", "seq");

-- CreateIndex
CREATE INDEX "SandboxMessage_changedSeq_idx" ON "SandboxMessage"("changedSeq");

-- CreateIndex
CREATE UNIQUE INDEX "Pupil_schoolId_studentNumber_key" ON "Pupil"("schoolId", "studentNumber");

-- CreateIndex
CREATE INDEX "ClassMembership_schoolId_classId_fromOn_idx" ON "ClassMembership"("schoolId", "classId", "fromOn");

-- CreateIndex
CREATE UNIQUE INDEX "ClassMembership_pupilId_fromOn_key" ON "ClassMembership"("pupilId", "fromOn");

-- CreateIndex
CREATE INDEX "GroupMembership_schoolId_groupId_fromOn_idx" ON "GroupMembership"("schoolId", "groupId", "fromOn");

-- CreateIndex
CREATE UNIQUE INDEX "GroupMembership_pupilId_fromOn_key" ON "GroupMembership"("pupilId", "fromOn");

-- CreateIndex
CREATE INDEX "Person_tenantId_name_idx" ON "Person"("tenantId", "name");

-- CreateIndex
CREATE INDEX "Role_schoolId_kind_scopeId_idx" ON "Role"("schoolId", "kind", "scopeId");

-- CreateIndex
CREATE UNIQUE INDEX "Role_schoolId_personId_kind_scopeKind_scopeId_fromOn_key" ON "Role"("schoolId", "personId", "kind", "scopeKind", "scopeId", "fromOn");

-- CreateIndex
CREATE INDEX "Guardianship_schoolId_pupilId_idx" ON "Guardianship"("schoolId", "pupilId");

-- CreateIndex
CREATE UNIQUE INDEX "Guardianship_schoolId_personId_pupilId_fromOn_key" ON "Guardianship"("schoolId", "personId", "pupilId", "fromOn");

-- CreateIndex
CREATE INDEX "Consent_schoolId_pupilId_purpose_at_idx" ON "Consent"("schoolId", "pupilId", "purpose", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_platform_externalId_key" ON "Workspace"("platform", "externalId");

-- CreateIndex
CREATE INDEX "Account_personId_idx" ON "Account"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_workspaceId_externalId_key" ON "Account"("workspaceId", "externalId");

-- CreateIndex
CREATE INDEX "Channel_schoolId_audience_classId_idx" ON "Channel"("schoolId", "audience", "classId");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_workspaceId_externalId_key" ON "Channel"("workspaceId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "ChannelMember_channelId_externalId_key" ON "ChannelMember"("channelId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Invite_codeHash_key" ON "Invite"("codeHash");

-- CreateIndex
CREATE INDEX "Invite_schoolId_kind_usedAt_idx" ON "Invite"("schoolId", "kind", "usedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Grade_schoolId_name_key" ON "Grade"("schoolId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "SchoolClass_schoolId_name_key" ON "SchoolClass"("schoolId", "name");

-- CreateIndex
CREATE INDEX "Group_schoolId_idx" ON "Group"("schoolId");

-- CreateIndex
CREATE UNIQUE INDEX "Group_classId_number_key" ON "Group"("classId", "number");

-- AddForeignKey
ALTER TABLE "Term" ADD CONSTRAINT "Term_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupScore" ADD CONSTRAINT "GroupScore_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MonthTotal" ADD CONSTRAINT "MonthTotal_closeId_fkey" FOREIGN KEY ("closeId") REFERENCES "MonthClose"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pupil" ADD CONSTRAINT "Pupil_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClassMembership" ADD CONSTRAINT "ClassMembership_pupilId_fkey" FOREIGN KEY ("pupilId") REFERENCES "Pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClassMembership" ADD CONSTRAINT "ClassMembership_classId_fkey" FOREIGN KEY ("classId") REFERENCES "SchoolClass"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMembership" ADD CONSTRAINT "GroupMembership_pupilId_fkey" FOREIGN KEY ("pupilId") REFERENCES "Pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMembership" ADD CONSTRAINT "GroupMembership_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Role" ADD CONSTRAINT "Role_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Role" ADD CONSTRAINT "Role_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Guardianship" ADD CONSTRAINT "Guardianship_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Guardianship" ADD CONSTRAINT "Guardianship_pupilId_fkey" FOREIGN KEY ("pupilId") REFERENCES "Pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_pupilId_fkey" FOREIGN KEY ("pupilId") REFERENCES "Pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Workspace" ADD CONSTRAINT "Workspace_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelMember" ADD CONSTRAINT "ChannelMember_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Community" ADD CONSTRAINT "Community_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grade" ADD CONSTRAINT "Grade_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SchoolClass" ADD CONSTRAINT "SchoolClass_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SchoolClass" ADD CONSTRAINT "SchoolClass_gradeId_fkey" FOREIGN KEY ("gradeId") REFERENCES "Grade"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_classId_fkey" FOREIGN KEY ("classId") REFERENCES "SchoolClass"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- A ledger line is about one pupil or one group, never both, never nobody.
ALTER TABLE "PointEntry" ADD CONSTRAINT "PointEntry_one_subject" CHECK (num_nonnulls("pupilId", "groupId") = 1);
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_one_subject" CHECK (num_nonnulls("pupilId", "groupId") = 1);
-- Points move in half steps.
ALTER TABLE "PointEntry" ADD CONSTRAINT "PointEntry_half_steps" CHECK ("points" * 2 = trunc("points" * 2));

-- The ledger and the audit trail only ever grow; a correction is a new row.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows: write a new row instead of changing one', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER "PointEntry_append_only" BEFORE UPDATE ON "PointEntry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "Audit_append_only" BEFORE UPDATE ON "Audit" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What is due, what is to be sent: the sweeps read only what is still open.
CREATE INDEX "Occurrence_open" ON "Occurrence" ("dueAt") WHERE "state" = 'pending';
CREATE INDEX "Delivery_open" ON "Delivery" ("workspaceId", "chat", "seq") WHERE "state" IN ('pending', 'sending', 'unknown');
