import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, type BrowserContextOptions, type Page, test as base, expect } from '@playwright/test';
import type { Role } from '@/domain/access/vocabulary';
import { sessionOf } from '@/e2e/support/shared-server';

export { expect };

/** What the browser complains about; a test says beforehand what it provokes, anything else fails it. */
type Complaints = { watch(context: BrowserContext): void; allow(pattern: RegExp): void };

type Fixtures = {
  complaints: Complaints;
  /** A page in a browser of its own, signed in as this role. */
  as(role: Role, options?: BrowserContextOptions): Promise<Page>;
  /** A page in a browser of its own, signed in as nobody. */
  stranger(options?: BrowserContextOptions): Promise<Page>;
  /** Fails where axe finds a violation of WCAG 2.2 AA; in `colours` only those that other colours can bring about. */
  axe(page: Page, looksAt?: 'all' | 'colours'): Promise<void>;
};

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const colourRules = ['color-contrast', 'link-in-text-block'];

export const test = base.extend<Fixtures>({
  baseURL: async ({ baseURL }, provide) => provide(process.env.NOTICEBOARD_E2E_URL ?? baseURL),
  complaints: [
    async ({ context }, provide) => {
      const heard: string[] = [];
      const allowed: RegExp[] = [];
      const watch = (watched: BrowserContext) => {
        watched.on('console', (message) => message.type() === 'error' && heard.push(`${message.text()} (${message.location().url})`));
        watched.on('weberror', (error) => heard.push(`${error.error().message} (${error.page()?.url()})`));
      };
      watch(context);
      await provide({ watch, allow: (pattern) => allowed.push(pattern) });
      expect(heard.filter((text) => !allowed.some((pattern) => pattern.test(text))), 'what the browser complains about').toEqual([]);
    },
    { auto: true },
  ],
  as: async ({ browser, complaints }, provide) => {
    const open: BrowserContext[] = [];
    await provide((role, options) => newPage({ ...options, storageState: sessionOf(role) }));
    await Promise.all(open.map((context) => context.close()));

    async function newPage(options: BrowserContextOptions) {
      const context = await browser.newContext(options);
      open.push(context);
      complaints.watch(context);
      return context.newPage();
    }
  },
  stranger: async ({ browser, complaints }, provide) => {
    const open: BrowserContext[] = [];
    await provide(async (options) => {
      const context = await browser.newContext(options);
      open.push(context);
      complaints.watch(context);
      return context.newPage();
    });
    await Promise.all(open.map((context) => context.close()));
  },
  axe: async ({ browserName }, provide) => {
    await provide(async (page, looksAt = 'all') => {
      // After a navigation inside the page its title comes a moment after its content.
      await expect(page).toHaveTitle(/\S/);
      // What passed is not told: to name every element of it took longer than to judge it.
      const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
      const { violations } = await (looksAt === 'all' ? builder.withTags(axeTags) : builder.withRules(colourRules)).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`).join(' | ')}`);
      expect(found, `axe on ${page.url()} in ${browserName}`).toEqual([]);
    });
  },
});
