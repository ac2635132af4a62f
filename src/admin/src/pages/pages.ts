import type { ComponentType } from 'preact';
import type { IconName } from '../ui/Icon';

/** What a page gets: what stands in the address after its own name. */
export interface PageProps {
  rest: readonly string[];
}

export interface PageModule {
  default: ComponentType<PageProps>;
}

export interface PageEntry {
  /** Its name in the address; empty for the first page. */
  name: string;
  title: string;
  icon: IconName;
  /** The key after `g` that leads here. */
  key: string;
  /** Each page is a file of its own, fetched when it is first opened. */
  load: () => Promise<PageModule>;
}

/** Every page, in the order of the navigation. */
export const PAGES: readonly PageEntry[] = [
  { name: '', title: 'Overview', icon: 'chart', key: 'o', load: () => import('./overview/OverviewPage') },
  { name: 'live', title: 'Live', icon: 'live', key: 'l', load: () => import('./live/LivePage') },
  { name: 'agents', title: 'Agents', icon: 'pulse', key: 'a', load: () => import('./agents/AgentsPage') },
  { name: 'users', title: 'Users', icon: 'user', key: 'u', load: () => import('./users/UsersPage') },
  { name: 'sessions', title: 'Sessions', icon: 'copy', key: 's', load: () => import('./sessions/SessionsPage') },
  { name: 'errors', title: 'Errors', icon: 'warning', key: 'e', load: () => import('./errors/ErrorsPage') },
  { name: 'costs', title: 'Costs', icon: 'chart', key: 'c', load: () => import('./costs/CostsPage') },
  { name: 'alerts', title: 'Alerts', icon: 'bell', key: 'w', load: () => import('./alerts/AlertsPage') },
  { name: 'health', title: 'Health', icon: 'pulse', key: 'h', load: () => import('./health/HealthPage') },
  { name: 'settings', title: 'Settings', icon: 'user', key: ',', load: () => import('./settings/SettingsPage') },
];

export function pageOf(path: readonly string[]): PageEntry | null {
  return PAGES.find(({ name }) => name === (path[0] ?? '')) ?? null;
}
