import type { Stores } from '../core/ports/stores.js';
import { createAccountStore } from './account-store.js';
import { createActionStore } from './action-store.js';
import { createAuditStore } from './audit-store.js';
import { createCallBudgetStore } from './call-budget-store.js';
import { createChannelStore } from './channel-store.js';
import { createClassStore } from './class-store.js';
import type { Client } from './client.js';
import { createConductStore } from './conduct-store.js';
import { createConsentStore } from './consent-store.js';
import { createDecisionStore } from './decision-store.js';
import { createDeliveryStore } from './delivery-store.js';
import { createDigestStore } from './digest-store.js';
import { createEntryDraftStore } from './entry-draft-store.js';
import { createFormSessionStore } from './form-session-store.js';
import { createInboxStore } from './inbox-store.js';
import { createInstallationStore } from './installation-store.js';
import { createInviteStore } from './invite-store.js';
import { createOccurrenceStore } from './occurrence-store.js';
import { createOffsetStore } from './offset-store.js';
import { createPeopleStore } from './people-store.js';
import { createPromptStore } from './prompt-store.js';
import { createProposalStore } from './proposal-store.js';
import { createQuestionStore } from './question-store.js';
import { createReportStore } from './report-store.js';
import { createRosterStore } from './roster-store.js';
import { createRoundStore } from './round-store.js';
import { createRubricStore } from './rubric-store.js';
import { createSchoolStore } from './school-store.js';
import { createSeriousStore } from './serious-store.js';
import { createStandingStore } from './standing-store.js';
import { createWatchStore } from './watch-store.js';

/** Every store on one client; one line a store. */
export function createStores(client: Client): Stores {
  return {
    watches: createWatchStore(client),
    offsets: createOffsetStore(client),
    occurrences: createOccurrenceStore(client),
    inbox: createInboxStore(client),
    deliveries: createDeliveryStore(client),
    accounts: createAccountStore(client),
    actions: createActionStore(client),
    audit: createAuditStore(client),
    callBudgets: createCallBudgetStore(client),
    channels: createChannelStore(client),
    classes: createClassStore(client),
    conduct: createConductStore(client),
    consents: createConsentStore(client),
    decisions: createDecisionStore(client),
    digests: createDigestStore(client),
    entryDrafts: createEntryDraftStore(client),
    formSessions: createFormSessionStore(client),
    installations: createInstallationStore(client),
    invites: createInviteStore(client),
    people: createPeopleStore(client),
    proposals: createProposalStore(client),
    prompts: createPromptStore(client),
    questions: createQuestionStore(client),
    rosters: createRosterStore(client),
    rounds: createRoundStore(client),
    rubric: createRubricStore(client),
    reports: createReportStore(client),
    schools: createSchoolStore(client),
    serious: createSeriousStore(client),
    standings: createStandingStore(client),
  };
}
