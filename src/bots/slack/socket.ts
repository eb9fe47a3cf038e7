import { SocketModeClient } from '@slack/socket-mode';
import type { Intake } from './intake.js';
import { quietLogger } from './quiet.js';
import { callTimeoutMs, farewellMs, longestReconnectMs, reconnectMs, socketOpensWithinMs, sockets } from './timing.js';

export interface SocketContext {
  readonly intake: Intake;
  readonly appToken: string;
  readonly apiUrl: string | undefined;
  readonly fault: (error: unknown) => void;
}

export interface Socket {
  /** Connects, and connects again for as long as it takes. */
  open(): void;
  close(): Promise<void>;
}

interface Envelope {
  readonly ack: (answer?: object) => Promise<void>;
  readonly body: unknown;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

/**
 * Socket Mode: the same events over connections that we open, for a school whose server has no public address. Two of
 * them: Slack takes one away every few hours, and what is pressed meanwhile comes through the other.
 *
 * They are made again by ourselves. The client's own way waits five seconds before it begins, ever longer after each
 * failure, and ends the process with an unhandled rejection when Slack refuses the token by then.
 */
export function createSocket({ intake, appToken, apiUrl, fault }: SocketContext): Socket {
  let closing = false;
  let close = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const lines = new Set<Promise<void>>();

  function createClient(): SocketModeClient {
    const client = new SocketModeClient({
      appToken,
      logger: quietLogger,
      autoReconnectEnabled: false,
      clientOptions: {
        ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
        allowAbsoluteUrls: false,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: callTimeoutMs,
      },
    });
    client.on('slack_event', ({ ack, body, retry_num: retryNum, retry_reason: retryReason }: Envelope) => {
      intake
        .take({ body, retryNum, retryReason })
        // Without an acknowledgement Slack sends an event again.
        .then((acknowledgement) => ack(acknowledgement))
        .catch(fault);
    });
    client.on('error', fault);
    return client;
  }

  /** Over when the first of them is, or after the time; true: after the time. */
  async function within(ms: number, ...firsts: readonly Promise<unknown>[]): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, ms, 'late').unref();
    });
    try {
      return (await Promise.race([late, ...firsts])) === 'late';
    } finally {
      clearTimeout(timer);
    }
  }

  /** One connection from its beginning to its end; false: it never came about. */
  async function connect(): Promise<boolean> {
    const client = createClient();
    const ended = new Promise<void>((resolve) => client.once('disconnected', resolve));
    let left = false;
    // One that comes about after all is nobody's.
    client.on('connected', () => left && leave(client));
    try {
      if (await within(socketOpensWithinMs, client.start(), closed)) throw new Error('Slack says nothing.');
      await Promise.race([ended, closed]);
      return true;
    } catch (error) {
      if (!closing) fault(error ?? new Error('The socket was closed before it was open.'));
      return false;
    } finally {
      left = true;
      await leave(client);
    }
  }

  /** Nobody waits long for the farewell of a line that is broken. */
  async function leave(client: SocketModeClient): Promise<void> {
    await within(
      farewellMs,
      client.disconnect().catch(() => {}),
    );
  }

  async function keep(): Promise<void> {
    let failures = 0;
    while (!closing) {
      failures = (await connect()) ? 0 : failures + 1;
      const rest = Math.min(reconnectMs * 2 ** (failures - 1), longestReconnectMs);
      if (failures > 0) await within(rest, closed);
    }
  }

  return {
    open() {
      for (let line = 0; line < sockets; line += 1) lines.add(keep());
    },
    async close() {
      closing = true;
      close();
      await Promise.all(lines);
    },
  };
}
