import type { AccountStore } from './account-store.js';
import type { ActionStore } from './action-store.js';
import type { AuditStore } from './audit-store.js';
import type { CallBudgetStore } from './call-budget-store.js';
import type { ChannelStore } from './channel-store.js';
import type { ClassStore } from './class-store.js';
import type { ConductStore } from './conduct-store.js';
import type { ConsentStore } from './consent-store.js';
import type { DecisionStore } from './decision-store.js';
import type { DeliveryStore } from './delivery-store.js';
import type { DigestStore } from './digest-store.js';
import type { EntryDraftStore } from './entry-draft-store.js';
import type { FormSessionStore } from './form-session-store.js';
import type { InboxStore } from './inbox-store.js';
import type { InstallationStore } from './installation-store.js';
import type { InviteStore } from './invite-store.js';
import type { OccurrenceStore } from './occurrence-store.js';
import type { OffsetStore } from './offset-store.js';
import type { PeopleStore } from './people-store.js';
import type { PromptStore } from './prompt-store.js';
import type { ProposalStore } from './proposal-store.js';
import type { QuestionStore } from './question-store.js';
import type { ReportStore } from './report-store.js';
import type { RosterStore } from './roster-store.js';
import type { RoundStore } from './round-store.js';
import type { RubricStore } from './rubric-store.js';
import type { SchoolStore } from './school-store.js';
import type { SeriousStore } from './serious-store.js';
import type { StandingStore } from './standing-store.js';
import type { WatchStore } from './watch-store.js';

/**
 * Everything that is remembered, by subject. The same interfaces stand inside and outside a transaction; an
 * implementation is made by `create…Store(client)` in `db`.
 */
export interface Stores {
  readonly watches: WatchStore;
  readonly offsets: OffsetStore;
  readonly occurrences: OccurrenceStore;
  readonly inbox: InboxStore;
  readonly deliveries: DeliveryStore;
  readonly accounts: AccountStore;
  readonly actions: ActionStore;
  readonly audit: AuditStore;
  readonly callBudgets: CallBudgetStore;
  readonly channels: ChannelStore;
  readonly classes: ClassStore;
  readonly conduct: ConductStore;
  readonly consents: ConsentStore;
  readonly decisions: DecisionStore;
  readonly digests: DigestStore;
  readonly entryDrafts: EntryDraftStore;
  readonly formSessions: FormSessionStore;
  readonly installations: InstallationStore;
  readonly invites: InviteStore;
  readonly people: PeopleStore;
  readonly prompts: PromptStore;
  readonly proposals: ProposalStore;
  readonly questions: QuestionStore;
  readonly rosters: RosterStore;
  readonly rounds: RoundStore;
  readonly rubric: RubricStore;
  readonly reports: ReportStore;
  readonly schools: SchoolStore;
  readonly serious: SeriousStore;
  readonly standings: StandingStore;
}

export interface Database extends Stores {
  /**
   * All or nothing. Inside, only the stores given to `work` may be used: on the embedded database there is one
   * session, and waiting for anything else of it would wait for ever. What takes longer than `limitMs` (by default ten
   * seconds) is undone.
   */
  transaction<T>(work: (stores: Stores) => Promise<T>, options?: { readonly limitMs: number }): Promise<T>;
}
