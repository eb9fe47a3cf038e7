/** Calls of a workspace in a stretch of time in which its platform allows only so many. Machine time. */
export interface CallBudget {
  readonly workspaceId: string;
  readonly beginsAt: Date;
  readonly endsAt: Date;
  readonly allowed: number;
  readonly used: number;
}

export interface CallBudgetStore {
  /** Adds calls that were made (0: none yet, but the stretch is known); gives the stretch as it stands. */
  spend(calls: CallBudget): Promise<CallBudget>;
  /** The stretches that the instant lies in. Workspaces whose platform does not count are not among them. */
  at(instant: Date): Promise<readonly CallBudget[]>;
}
