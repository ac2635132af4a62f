import type { Monitor } from '../state/monitor';
import { chooseRange, range } from '../state/address';
import { RANGES } from '../state/range';
import { theme } from '../state/theme';
import { Choice } from '../ui/Choice';
import { Icon } from '../ui/Icon';
import { Brand } from './Brand';
import { ConnectionPill } from './ConnectionPill';
import { signOut } from './session';

const RANGE_OPTIONS = RANGES.map(({ id, label, short }) => ({ id, label, shows: short }));

const THEME_OPTIONS = [
  { id: 'system', label: 'Theme of the system', shows: <Icon name="screen" /> },
  { id: 'light', label: 'Light theme', shows: <Icon name="sun" /> },
  { id: 'dark', label: 'Dark theme', shows: <Icon name="moon" /> },
] as const;

export function Header({ monitor }: { monitor: Monitor }) {
  return (
    <header class="top">
      <div class="top-inner">
        <h1>
          <Brand />
        </h1>
        <ConnectionPill connection={monitor.connection} />
        <div class="controls">
          <Choice
            label="Range"
            name="range"
            value={range.value.id}
            options={RANGE_OPTIONS}
            choose={(id) => chooseRange(RANGES.find((option) => option.id === id) ?? range.value)}
          />
          <Choice
            label="Theme"
            name="theme"
            value={theme.value}
            options={THEME_OPTIONS}
            choose={(id) => {
              theme.value = id;
            }}
          />
          <button type="button" class="button icon-only" title="Sign out" aria-label="Sign out" onClick={() => signOut()}>
            <Icon name="out" />
          </button>
        </div>
      </div>
    </header>
  );
}
