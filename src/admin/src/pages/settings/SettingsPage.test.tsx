import { afterEach, expect, test, vi } from 'vitest';
import { signIn, token } from '../../app/session';
import { theme } from '../../state/theme';
import { accessibilityFaults } from '../../test/axe';
import { closePage, opened } from '../../test/open';
import { settings } from '../../test/settings';
import { monitorHealth } from '../../test/watch';
import SettingsPage from './SettingsPage';

vi.mock('../../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));
afterEach(async () => {
  await closePage();
  theme.value = 'system';
});

const answers = { '/api/admin/health': monitorHealth(), '/api/admin/settings': settings() };

test('it says what answers, and axe finds nothing', async () => {
  const { root, panel } = await opened(SettingsPage, '/monitor/settings', answers);

  expect(panel('Server')?.textContent).toContain('0.1.0');
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('it says what is kept and what is masked, as the server has it', async () => {
  const masking = { content: true, error_messages: false, rules: ['emails' as const, 'secrets' as const], own_patterns: 1 };
  const { panel } = await opened(SettingsPage, '/monitor/settings', {
    ...answers,
    '/api/admin/settings': settings({ masking, retention: { ...settings().retention, raw_days: 30, day_days: null } }),
  });

  const fact = (label: string) =>
    [...(panel('In force')?.querySelectorAll('dt') ?? [])].find((term) => term.textContent === label)?.nextElementSibling?.textContent;
  expect([fact('Executions'), fact('Totals by day')]).toEqual(['30 days', 'for ever']);
  expect([fact('Masked'), fact('Looked for')]).toEqual(['content', 'emails, secrets, 1 pattern of your own']);
  expect(fact('Alert webhook')).toBe('not set');
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
