import { fullTime } from '../../format/time';
import { now } from '../../state/clock';
import { keysOn, turnKeys } from '../../state/keys';
import { theme, type Theme } from '../../state/theme';
import { OWN_ZONE, switchZone, zone } from '../../state/zone';
import { Card } from '../../ui/Card';
import { Choice } from '../../ui/Choice';
import { Icon } from '../../ui/Icon';

const THEMES: readonly { id: Theme; label: string; icon: 'screen' | 'sun' | 'moon' }[] = [
  { id: 'system', label: 'System', icon: 'screen' },
  { id: 'light', label: 'Light', icon: 'sun' },
  { id: 'dark', label: 'Dark', icon: 'moon' },
];

/** How the page looks and counts, kept in this browser. */
export function BrowserCard() {
  const zones = OWN_ZONE === 'UTC' ? ['UTC'] : [OWN_ZONE, 'UTC'];
  return (
    <Card title="This browser" note="nobody else sees these">
      <ul class="choices">
        <li>
          <div>
            <b>Theme</b>
            <p class="quiet small">Light or dark, or as the system has it.</p>
          </div>
          <Choice
            label="Theme"
            value={theme.value}
            options={THEMES.map(({ id, label, icon }) => ({ id, shows: <span class="with-icon"><Icon name={icon} />{label}</span> }))}
            choose={(id) => (theme.value = id)}
          />
        </li>
        <li>
          <div>
            <b>Time zone</b>
            <p class="quiet small">
              Days and hours are cut by it. Now: <time>{fullTime(now.value, zone.value)}</time>
            </p>
          </div>
          <Choice label="Time zone" value={zone.value} options={(zones.includes(zone.value) ? zones : [...zones, zone.value]).map((id) => ({ id, shows: id }))} choose={(id) => id !== zone.value && switchZone()} />
        </li>
        <li>
          <div>
            <b>Single-key shortcuts</b>
            <p class="quiet small">
              <kbd>?</kbd> shows them. They get in the way of speech input; turn them off there.
            </p>
          </div>
          <label class="switch">
            <input type="checkbox" role="switch" checked={keysOn.value} onChange={(event) => turnKeys(event.currentTarget.checked)} />
            <span class="unseen">Single-key shortcuts</span>
          </label>
        </li>
      </ul>
    </Card>
  );
}
