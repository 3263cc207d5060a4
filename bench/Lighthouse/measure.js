// Measures every page kind of a running demo with Lighthouse and prints a table: node measure.js DIR/demo.json [part of a path]
import { readFileSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';

const [, , file, only = ''] = process.argv;
if (!file) { console.error('node measure.js DIR/demo.json [part of a path]'); process.exit(2); }
const demo = JSON.parse(readFileSync(file, 'utf8'));
const at = path => new URL(path, demo.baseUrl).href;
const { gtin, serial } = demo.units[0];

const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}`, defaultViewport: null });
const page = await browser.newPage();

await page.goto(demo.admin.loginUrl);
if (await page.$('main form button, form button')) await Promise.all([page.waitForNavigation(), page.click('main form button, form button')]);
if (new URL(page.url()).pathname !== '/admin') { console.error('The sign-in link of demo.json was used already: start the demo anew.'); await chrome.kill(); process.exit(2); }

const first = async list => {
  await page.goto(at(list));
  return page.$$eval('.np-row-link, tbody a[href^="/admin/"]', links => links[0]?.getAttribute('href') ?? null);
};
// a list with its first row open beside it
const beside = async list => {
  await page.goto(at(list));
  return page.$$eval('.np-row-link', links => links[0]?.dataset.open ?? null);
};
const consumer = [`/p/${gtin}`, `/p/${gtin}/${serial}`, `/p/${gtin}/${serial}/check`, `/p/${gtin}/${serial}/warranty`, `/p/${gtin}/${serial}/parts`, '/my', `/my/${demo.brand}`, `/privacy/${demo.brand}`];
const staff = [
  '/admin', '/admin/search?q=brew', '/admin/products', '/admin/products/new', `/admin/products/${gtin}`, `/admin/products/${gtin}/edit`, '/admin/units', '/admin/units?status=shipped', `/admin/units/${gtin}/${serial}`,
  '/admin/owners', await first('/admin/owners'), '/admin/orders', await first('/admin/orders'), '/admin/parts', await first('/admin/parts'), '/admin/parts/new', '/admin/rates', '/admin/warranty', '/admin/figures', '/admin/figures/inputs',
  '/admin/registrations', await beside('/admin/registrations'), await beside('/admin/units'), await beside('/admin/orders'), '/admin/imports', await beside('/admin/imports'), '/admin/outbox', await beside('/admin/outbox'), '/admin/jobs/events', '/admin/settings/webhooks/messages', '/admin/jobs', '/admin/account', '/admin/account/password', '/admin/account/two-steps', '/admin/settings/brand', '/admin/settings/staff', '/admin/settings/keys', '/admin/settings/webhooks', '/admin/settings/audit', '/admin/sign-in',
].filter(Boolean);

const categories = ['performance', 'accessibility', 'best-practices'];
const goals = { consumer: [99, 100, 100], console: [0, 100, 100] };
let short = 0;
console.log('kind      performance  accessibility  best practices  page');
for (const [kind, path] of [...consumer.map(p => ['consumer', p]), ...staff.map(p => ['console', p])].filter(([, p]) => p.includes(only))) {
  const result = await lighthouse(at(path), { port: chrome.port, onlyCategories: categories, disableStorageReset: true, logLevel: 'silent' }, kind === 'console' ? desktopConfig : undefined, page);
  const { lhr } = result;
  const scores = categories.map(c => Math.round((lhr.categories[c].score ?? 0) * 100));
  const missed = scores.some((s, i) => s < goals[kind][i]);
  short += missed;
  console.log(`${kind.padEnd(9)} ${String(scores[0]).padStart(11)}  ${String(scores[1]).padStart(13)}  ${String(scores[2]).padStart(14)}  ${path}${missed ? '   below its goal' : ''}`);
  if (!missed) continue;
  const counted = ['accessibility', 'best-practices', ...(scores[0] < goals[kind][0] ? ['performance'] : [])].flatMap(c => lhr.categories[c].auditRefs.filter(r => r.weight > 0 && (lhr.audits[r.id].score ?? 1) < 1));
  for (const { id } of counted) console.log(`            ${id}: ${lhr.audits[id].title} ${lhr.audits[id].displayValue ?? ''} ${(lhr.audits[id].details?.items ?? []).slice(0, 2).map(i => i.node?.snippet ?? i.description ?? i.url ?? '').join(' | ')}`);
}
await browser.disconnect();
await chrome.kill();
console.log(short ? `${short} pages are below their goal.` : 'Every page reaches its goal.');
process.exit(short ? 1 : 0);
