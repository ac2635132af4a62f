import { afterEach, expect, test, vi } from 'vitest';
import { signIn, token } from '../../app/session';
import { theme } from '../../state/theme';
import { accessibilityFaults } from '../../test/axe';
import { closePage, opened } from '../../test/open';
import { monitorHealth } from '../../test/watch';
import SettingsPage from './SettingsPage';

vi.mock('../../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));
afterEach(async () => {
  await closePage();
  theme.value = 'system';
});

const answers = { '/api/admin/health': monitorHealth() };

test('it says what answers, and axe finds nothing', async () => {
  const { root, panel } = await opened(SettingsPage, '/monitor/settings', answers);

  expect(panel('Server')?.textContent).toContain('0.1.0');
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('signing out forgets the token', async () => {
  signIn('t');
  const page = await opened(SettingsPage, '/monitor/settings', answers);

  await page.press('Sign out');

  expect(token.value).toBeNull();
});

test('the theme is chosen here', async () => {
  const page = await opened(SettingsPage, '/monitor/settings', answers);

  page.root.querySelector<HTMLInputElement>('input[value="dark"]')?.click();

  expect(theme.value).toBe('dark');
});

test('forgetting somebody asks for their id a second time', async () => {
  const page = await opened(SettingsPage, '/monitor/settings', answers);
  await page.fill('User id', 'ann');
  await page.submit();

  expect(page.root.querySelector('dialog')?.textContent).toContain('Type ann to confirm');
});
