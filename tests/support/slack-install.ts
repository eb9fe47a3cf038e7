import { createServer } from 'node:net';
import type { Slack } from '../doubles/slack/slack.js';

/** A port that nobody listens on, for a program that has to know its own address before it starts. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** What turns the install pages on, with the credentials that the fake Slack's app has. */
export function installEnvironment(slack: Slack, port: number): Readonly<Record<string, string>> {
  return {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SLACK_API_URL: slack.apiUrl,
    SLACK_SIGNING_SECRET: 'the-signing-secret-of-the-double',
    SLACK_CLIENT_ID: '1000.2000',
    SLACK_CLIENT_SECRET: 'the-client-secret-of-the-double',
    SLACK_STATE_SECRET: 'a-state-secret-of-the-tests',
  };
}

export interface Page {
  readonly status: number;
  readonly text: string;
  readonly html: string;
  readonly headers: Headers;
  readonly links: readonly string[];
}

export async function visit(address: string, headers: Record<string, string> = {}): Promise<Page> {
  const response = await fetch(address, { headers, redirect: 'manual' });
  const html = await response.text();
  const text = html.replace(/<style>.*<\/style>/s, '').replace(/<[^>]*>/g, '\n');
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => written(link));
  return { status: response.status, text: written(text), html, headers: response.headers, links };
}

/** Numbered entities are all that these pages use. */
function written(markup: string): string {
  return markup.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** A person in their browser: the address they were given, Slack's consent page, and back. */
export function createBrowser(origin: string, language = 'en-US') {
  const accept = { 'accept-language': language };
  return {
    begin: (link?: string) => visit(`${origin}/slack/install${link ? `?school=${link}` : ''}`, accept),
    /** Agrees on Slack's page, as somebody of the team; gives the address that Slack sends the browser back to. */
    async agree(page: Page, how: Readonly<Record<string, string>>): Promise<string> {
      const [consent = ''] = page.links;
      const response = await fetch(`${consent}&${new URLSearchParams(how)}`, { redirect: 'manual' });
      return response.headers.get('location') ?? '';
    },
    /** The cookie is for https alone; on this machine it is given back by hand. */
    back(page: Page, address: string): Promise<Page> {
      const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
      return visit(address, { ...accept, cookie });
    },
    async install(team: string, options: { readonly link?: string; readonly how?: Record<string, string> } = {}) {
      const page = await this.begin(options.link);
      if (page.status !== 200) return page;
      return this.back(page, await this.agree(page, { team, as: 'U0WANG', ...options.how }));
    },
  };
}
