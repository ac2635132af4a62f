import { expect, test, type Page } from '@playwright/test';
import { accessibilityFaults } from './axe';
import { open, settled, shot } from './monitor';

/** Every page that the navigation leads to. */
async function pages(page: Page): Promise<{ name: string; address: string }[]> {
  const links = page.locator('.tabs a');
  const hrefs = await links.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
  return hrefs.map((href) => {
    const [path = ''] = href.split('?');
    return { name: path.split('/')[2] ?? 'overview', address: path.replace('/monitor', '') };
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, '?range=7d');
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('button', { name: `${theme} theme` }).click();
    await page.keyboard.press('Escape');

    for (const { name, address } of await pages(page)) {
      await open(page, `${address}?range=7d`);
      await settled(page);
      expect.soft(await accessibilityFaults(page), name).toEqual([]);
      await shot(page, `${name}-${theme}`);
    }
  });
}

for (const width of [320, 390, 600, 820, 1024, 1300, 1920]) {
  test(`nothing scrolls sideways at ${width} px, on any page`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, '?range=7d');
    for (const { name, address } of await pages(page)) {
      await open(page, `${address}?range=7d`);
      await settled(page);

      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(beyond, name).toBe(0);
      await shot(page, `${name}-${width}`, true);
    }
  });
}

test('what can be pressed is at least 24 pixels high, on any page', async ({ page }) => {
  await open(page);
  for (const { name, address } of await pages(page)) {
    await open(page, `${address}?agent=tutor&user=u_1`);
    await settled(page);

    const small = await page
      .locator('button:visible, input:visible, select:visible, .tab:visible')
      .evaluateAll((all) =>
        all
          // What pressing a label does for a box counts with the label; a figure is pressed anywhere, a link in a line is text.
          .map((each) => each.closest('label') ?? each)
          .filter((each) => !each.matches('.unseen, .link, .kpi-label, .run-link') && each.getBoundingClientRect().height < 24)
          .map((each) => each.outerHTML.slice(0, 120)),
      );

    expect.soft(small, name).toEqual([]);
  }
});

test('motion stops for those who asked for it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);

  const running = await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);

  expect(running).toBe(0);
});
