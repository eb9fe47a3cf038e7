import type { Renewed } from '../../bots/slack/credentials.js';
import type { Installation } from '../../core/ports/installation-store.js';
import type { Ports } from '../../core/ports/ports.js';
import { noteWorkspace } from '../../core/school/workspace-changed.js';
import type { Log } from '../log.js';
import { openTokens, sealTokens } from './installations.js';
import { slackPlatform } from './workspace.js';

const minute = 60_000;

export const refreshLimits = {
  /** A token lives twelve hours; with four of them left, Slack may be away for an afternoon. */
  beforeExpiryMs: 240 * minute,
  lookEveryMs: 5 * minute,
  /** Longer than the call's own time-out: nobody else tries meanwhile. */
  leaseMs: 2 * minute,
  /** Slack may deliver an event a day late: a farewell may be to an installation that has been replaced since. */
  lateFarewellMs: 24 * 60 * minute,
};

export interface RefreshParts {
  readonly ports: Ports;
  readonly log: Log;
  /** Who takes the lease. */
  readonly instance: string;
  /** Null: the app's own secret is not here, so nothing can be renewed. */
  readonly renew: ((refreshToken: string) => Promise<Renewed>) | null;
  /** Whether Slack still takes the token; throws when it does not, or does not answer. */
  stillSpeaks(token: string): Promise<unknown>;
  /** The workspace's tokens, or whether it is open, are others than before. */
  changed(workspaceId: string): Promise<void>;
}

/** Renews tokens that end, in the background; events and messages never wait for it. */
export interface Refresh {
  open(): void;
  /** Looks at every workspace once. */
  look(): Promise<void>;
  close(): Promise<void>;
}

export function createRefresh({ ports, log, instance, renew, stillSpeaks, changed }: RefreshParts): Refresh {
  const { database, secrets, clock } = ports;
  /** By workspace: what was last said about it, so that the same trouble is said once. */
  const said = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | null = null;

  function say(workspaceId: string, code: string, words: string): void {
    if (said.get(workspaceId) === code) return;
    said.set(workspaceId, code);
    log.warn({ workspace: workspaceId, why: code }, words);
  }

  const ends = (row: Installation) =>
    row.expiresAt !== null && row.expiresAt.getTime() - clock.machine().getTime() < refreshLimits.beforeExpiryMs;
  const partedLately = (row: Installation) =>
    (row.closedReason === 'tokens_revoked' || row.closedReason === 'app_uninstalled') &&
    clock.machine().getTime() - row.installedAt.getTime() < refreshLimits.lateFarewellMs;

  async function lookAtAll(): Promise<void> {
    for (const row of await database.installations.list(slackPlatform)) {
      const due = row.open ? ends(row) : partedLately(row);
      if (due) await alone(row.workspaceId, row.open ? renewOne : welcomeBack);
    }
  }

  /** One process at a time; whoever comes second finds it done. */
  async function alone(workspaceId: string, work: (row: Installation) => Promise<void>): Promise<void> {
    const name = `slack tokens ${workspaceId}`;
    const now = clock.machine();
    const until = new Date(now.getTime() + refreshLimits.leaseMs);
    if (!(await database.watches.take(name, instance, now, until))) return;
    try {
      const row = await database.installations.find(workspaceId);
      if (row) await work(row);
    } finally {
      await database.watches.release(name, instance);
    }
  }

  async function renewOne(row: Installation): Promise<void> {
    const { workspaceId } = row;
    const tokens = openTokens(secrets, row);
    if (!row.open || !ends(row) || !tokens?.refresh) return;
    if (!renew) {
      return say(workspaceId, 'no client', 'a Slack token ends soon: SLACK_CLIENT_ID and SLACK_CLIENT_SECRET renew it');
    }
    const renewed = await renew(tokens.refresh);
    switch (renewed.kind) {
      case 'renewed': {
        // The first thing that happens to the new pair: the old refresh token is used up.
        const scopes = renewed.scopes.length > 0 ? renewed.scopes : row.scopes;
        const sealed = sealTokens(secrets, workspaceId, renewed.tokens, scopes);
        await database.installations.renew(workspaceId, row.version, sealed);
        said.delete(workspaceId);
        return changed(workspaceId);
      }
      case 'later':
        return say(
          workspaceId,
          renewed.code,
          'a Slack token could not be renewed; it goes on working until it ends, and it is tried again',
        );
      case 'refused': {
        const cause = `renewal:${row.version}`;
        const news = { kind: 'workspaceChanged', key: cause, workspaceId, open: false, reason: renewed.code } as const;
        await noteWorkspace(ports, news, cause);
        say(
          workspaceId,
          renewed.code,
          'Slack renews the token of a workspace no more: its messages wait until it is connected again at /slack/install',
        );
        return changed(workspaceId);
      }
      default:
        return renewed satisfies never;
    }
  }

  /** Closed by a farewell that was meant for the installation before this one: Slack itself says that we are still in. */
  async function welcomeBack(row: Installation): Promise<void> {
    const { workspaceId } = row;
    const tokens = openTokens(secrets, row);
    if (row.open || !partedLately(row) || !tokens) return;
    const speaks = await stillSpeaks(tokens.access).then(
      () => true,
      () => false,
    );
    if (!speaks) return;
    const cause = `welcome:${row.version}`;
    await noteWorkspace(ports, { kind: 'workspaceChanged', key: cause, workspaceId, open: true }, cause);
    await changed(workspaceId);
  }

  function look(): Promise<void> {
    round ??= lookAtAll()
      .catch((error: unknown) => log.error({ err: error }, 'the tokens of Slack could not be looked at'))
      .finally(() => {
        round = null;
      });
    return round;
  }

  return {
    open() {
      look();
      timer = setInterval(look, refreshLimits.lookEveryMs).unref();
    },
    look,
    async close() {
      clearInterval(timer);
      await round;
    },
  };
}
