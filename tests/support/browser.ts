import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

/** The system's Chromium; null where none is installed. */
function browserPath(): string | null {
  const paths = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return paths.find((path) => path && existsSync(path)) ?? null;
}

/** Stories in a real browser: skipped by name where there is none, failed where one is required (CI_REQUIRE_SERVERS=1). */
export function describeInBrowser(title: string, body: () => void): void {
  if (browserPath()) describe(title, body);
  else if (process.env['CI_REQUIRE_SERVERS'] === '1') {
    test(title, () => expect.fail('No Chromium is installed (CHROMIUM_PATH) and CI_REQUIRE_SERVERS=1.'));
  } else describe.skip(`${title} (no Chromium is installed: set CHROMIUM_PATH)`, body);
}

const pageScripts = fileURLToPath(new URL('../../dist/bots/sandbox/page/main.js', import.meta.url));

/** Nothing but the page: no traffic of the browser's own, and it runs as root in a container too. */
const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update', '--font-render-hinting=none'],
];

export interface Screen {
  readonly page: Page;
  /** What went wrong inside the page: errors of scripts, resources that did not load. */
  readonly faults: readonly string[];
  /** A picture for whoever wants to look; kept where STORY_SHOTS names a folder. */
  shot(name: string): Promise<void>;
}

export interface Sitting {
  open(
    url: string,
    screen: { readonly width: number; readonly height: number; readonly phone: boolean; readonly language: string },
  ): Promise<Screen>;
  close(): Promise<void>;
}

export async function startBrowser(): Promise<Sitting> {
  const executablePath = browserPath();
  if (!executablePath) throw new Error('No Chromium is installed.');
  if (!existsSync(pageScripts)) throw new Error('The sandbox page is not built. Run: npm run build');
  const browser: Browser = await chromium.launch({ executablePath, args: quiet });
  const folder = process.env['STORY_SHOTS'] ?? (await mkdtemp(join(tmpdir(), 'gongyu-shots-')));
  return {
    async open(url, { width, height, phone, language }) {
      const context = await browser.newContext({
        viewport: { width, height },
        locale: language,
        deviceScaleFactor: phone ? 2 : 1,
        hasTouch: phone,
        isMobile: phone,
      });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (line) => {
        if (line.type() === 'error') faults.push(line.text());
      });
      await page.goto(url);
      return {
        page,
        faults,
        async shot(name) {
          await page.screenshot({ path: join(folder, `${name}.png`) });
        },
      };
    },
    async close() {
      await browser.close();
      if (!process.env['STORY_SHOTS']) await rm(folder, { recursive: true, force: true });
    },
  };
}
