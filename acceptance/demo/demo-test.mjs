// Uses /demo like a visitor with a keyboard, then lets axe look for what would keep others out.
// Arguments: the address of the HTTP port, the browser's file, a file for a screenshot (optional).
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const [address, executablePath, screenshot] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const checks = [];

function passed(what) {
  checks.push(what);
  console.log(`ok ${what}`);
}

try {
  const page = await (await browser.newContext()).newPage();
  const complaints = [];
  const strangers = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith('data:')) strangers.push(url);
  });
  await page.goto(`${address}/demo`);

  await page.waitForFunction(() => document.getElementById('picture').naturalWidth > 0);
  await page.waitForFunction(() => document.getElementById('sound').duration > 1);
  passed('picture and sound are loaded');

  const first = await page.getAttribute('#picture', 'src');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'picture-answer');
  await page.keyboard.type('nobody');
  await page.keyboard.press('Enter');
  await page.getByText('Wrong. Here is a new one.').waitFor();
  // Said before the new picture has come.
  await page.waitForFunction(
    (src) => document.getElementById('picture').getAttribute('src') !== src, first);
  passed('a wrong answer by keyboard gives a new picture');

  await page.focus('#sound-new');
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.activeElement.id === 'sound-answer');
  passed('new digits move the focus to their answer');

  await page.focus('altcha-widget input[type=checkbox]');
  await page.keyboard.press('Space');
  await page.waitForFunction(() => new FormData(document.getElementById('work-form')).get('altcha'));
  const payload = await page.evaluate(() =>
    new FormData(document.getElementById('work-form')).get('altcha'));
  await page.locator('#work-form button[type=submit]').click();
  await page.locator('#work-status', { hasText: 'Right.' }).waitFor();
  passed('the widget finds a solution that this server takes');

  const again = await page.evaluate(
    (body) => fetch('/altcha/verify', { method: 'POST', body }).then((answer) => answer.json()),
    JSON.stringify({ payload }));
  assert.deepEqual(again, { valid: false });
  passed('and takes once');

  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
  passed('axe finds nothing');

  assert.deepEqual(complaints, []);
  assert.deepEqual(strangers, []);
  passed('no error, and no other host was asked');
  if (screenshot) await page.screenshot({ path: screenshot, fullPage: true });
} finally {
  await browser.close();
}
console.log(`${checks.length} passed, 0 failed`);
