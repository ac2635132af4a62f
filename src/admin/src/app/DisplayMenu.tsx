import { keysOn, turnKeys } from '../state/keys';
import { theme, type Theme } from '../state/theme';
import { OWN_ZONE, switchZone, zone } from '../state/zone';
import { Icon } from '../ui/Icon';
import { Menu, MenuItem } from '../ui/Menu';
import { signOut } from './session';

const THEMES: readonly { id: Theme; label: string }[] = [
  { id: 'system', label: 'Theme of the system' },
  { id: 'light', label: 'Light theme' },
  { id: 'dark', label: 'Dark theme' },
];

/** How the page looks and counts, for this browser; and the way out. */
export function DisplayMenu() {
  return (
    <Menu class="icon-menu" shows={<Icon name="contrast" />} label="Display" title="Display" align="end" bare>
      {(close) => (
        <>
          {THEMES.map(({ id, label }) => (
            <MenuItem key={id} chosen={theme.value === id} onChoose={() => (theme.value = id)}>
              {label}
            </MenuItem>
          ))}
          <hr />
          <MenuItem chosen={zone.value === OWN_ZONE} onChoose={() => zone.value !== OWN_ZONE && switchZone()}>
            Times in {OWN_ZONE}
          </MenuItem>
          {OWN_ZONE !== 'UTC' && (
            <MenuItem chosen={zone.value === 'UTC'} onChoose={() => zone.value !== 'UTC' && switchZone()}>
              Times in UTC
            </MenuItem>
          )}
          <hr />
          <MenuItem chosen={keysOn.value} onChoose={() => turnKeys(!keysOn.value)}>
            Single-key shortcuts
          </MenuItem>
          <hr />
          <MenuItem
            onChoose={() => {
              close();
              signOut();
            }}
          >
            Sign out
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
