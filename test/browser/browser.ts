// A real browser for tests: opens tabs, keeps their screenshots, and fails whatever complains or reaches beyond this machine.
import { deepEqual } from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const SCREENS = 'test-output/screens';
const QUIET = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map(name => `--disable-${name}`);
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

export type Tab = {
  readonly page: Page;
  /** Complaints of this kind belong to the test: a refusal is a red line in the browser's console. */
  expect(complaint: RegExp): void;
};

export type Tabs = {
  /** Every tab is a browser of its own: nothing is shared with the others. */
  open(options?: BrowserContextOptions): Promise<Tab>;
};

/** A suite that needs a browser. Without one its tests are pending, and said to be so on stderr: they are never silently left out. */
export function inBrowser(title: string, suite: (tabs: Tabs) => void): void {
  const there = existsSync(CHROMIUM);
  describe(there ? title : `${title} (NOT TRIED: there is no Chromium at ${CHROMIUM}; set CHROMIUM)`, function () {
    this.timeout(30_000);
    let browser: Browser | undefined;
    const watched: { page: Page; complaints: string[]; expected: RegExp[] }[] = [];

    before(async function () {
      if (!there) {
        process.stderr.write(
          `NO BROWSER: "${title}" is NOT tried, for there is no Chromium at ${CHROMIUM}. Set CHROMIUM.\n`,
        );
        this.skip();
      }
      browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: ['--no-sandbox', '--no-first-run', ...QUIET],
      });
    });
    afterEach('no page complains, and none reaches beyond this machine', async () => {
      const found = watched.splice(0);
      for (const { page } of found) await page.context().close();
      const unexpected = ({ complaints, expected }: (typeof found)[number]) =>
        complaints.filter(one => !expected.some(pattern => pattern.test(one)));
      deepEqual(found.flatMap(unexpected), []);
    });
    after(async () => {
      await browser?.close();
    });

    suite({
      async open(options = {}) {
        if (!browser) throw new Error('the browser is not there yet');
        const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
        const complaints: string[] = [];
        const expected: RegExp[] = [];
        context.on('console', message => {
          if (['error', 'warning'].includes(message.type()))
            complaints.push(`${message.text()} ${message.location().url}`);
        });
        context.on('weberror', fault => complaints.push(String(fault.error())));
        context.on('request', request => {
          const { protocol, hostname } = new URL(request.url());
          const outside = /^(https?|wss?):$/.test(protocol) && !LOOPBACK.test(hostname);
          if (outside) complaints.push(`a request to ${request.url()}`);
        });
        const page = await context.newPage();
        watched.push({ page, complaints, expected });
        return { page, expect: pattern => void expected.push(pattern) };
      },
    });
  });
}

export function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click();
}

/** Waits until it can be seen. */
export function sees(page: Pick<Page, 'getByText'>, text: string | RegExp): Promise<void> {
  return page.getByText(text).filter({ visible: true }).first().waitFor();
}

/** Kept for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  await page.screenshot({ path: `${SCREENS}/${name}.png`, fullPage: true, animations: 'disabled' });
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds serious or critical, as rule and element. Our pages forbid inline scripts, so it comes in from beside them.
 * Pages inside the page are asked by themselves: between origins axe-core would only complain.
 */
export async function barriers(page: Pick<Page, 'evaluate'>): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
    'axe.run(document, { iframes: false }).then(({ violations }) => violations)',
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
