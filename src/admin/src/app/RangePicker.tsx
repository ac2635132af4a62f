import { useState } from 'preact/hooks';
import { dayAndMonth, hourAndMinute, shortTime } from '../format/time';
import { instantOf, wallClock, zoneName } from '../format/zones';
import { chooseSpan, span } from '../state/address';
import { now } from '../state/clock';
import { boundsOf, RANGES, shifted, type Span } from '../state/range';
import { zone } from '../state/zone';
import { Icon } from '../ui/Icon';
import { Menu, MenuItem } from '../ui/Menu';

const HINTS: Readonly<Record<string, string>> = { '1h': '0', '24h': '1', '7d': '7', '30d': '3' };

export function shift(direction: -1 | 1): void {
  chooseSpan(shifted(span.value, direction, Date.now()));
}

/** The window that is looked at: usual ones that move with the clock, any other, and a step to either side. */
export function RangePicker() {
  const current = span.value;
  return (
    <div class="range">
      <button type="button" class="button icon-only" aria-label="One period back" title="One period back (←)" onClick={() => shift(-1)}>
        <Icon name="left" />
      </button>
      <Menu class="range-menu" shows={said(current, zone.value)} label={`Period: ${said(current, zone.value)}`} align="end">
        {(close) => (
          <>
            {RANGES.map((range) => (
              <MenuItem
                key={range.id}
                chosen={current.kind === 'live' && current.range === range}
                hint={HINTS[range.id]}
                onChoose={() => {
                  chooseSpan({ kind: 'live', range });
                  close();
                }}
              >
                {range.label}
              </MenuItem>
            ))}
            <hr />
            <Between close={close} />
          </>
        )}
      </Menu>
      <button
        type="button"
        class="button icon-only"
        aria-label="One period on"
        title="One period on (→)"
        disabled={current.kind === 'live'}
        onClick={() => shift(1)}
      >
        <Icon name="right" />
      </button>
    </div>
  );
}

function said(span: Span, zone: string): string {
  if (span.kind === 'live') {
    return span.range.label;
  }

  const sameDay = dayAndMonth(span.from, zone) === dayAndMonth(span.to, zone);
  return `${shortTime(span.from, zone)} – ${(sameDay ? hourAndMinute : shortTime)(span.to, zone)}`;
}

function Between({ close }: { close: () => void }) {
  const bounds = boundsOf(span.value, now.peek());
  const [from, setFrom] = useState(wallClock(bounds.from, zone.value));
  const [to, setTo] = useState(wallClock(bounds.to, zone.value));
  const chosen = { from: instantOf(from, zone.value), to: instantOf(to, zone.value) };
  const whole = chosen.from < chosen.to;
  return (
    <form
      class="between"
      onSubmit={(event) => {
        event.preventDefault();
        chooseSpan({ kind: 'fixed', ...chosen });
        close();
      }}
    >
      <label>
        From
        <input type="datetime-local" value={from} max={to} onInput={(event) => setFrom(event.currentTarget.value)} />
      </label>
      <label>
        To
        <input type="datetime-local" value={to} min={from} onInput={(event) => setTo(event.currentTarget.value)} />
      </label>
      <p class="quiet small">
        Times in {zone.value} ({zoneName(zone.value, bounds.to)})
      </p>
      <button type="submit" class="button primary" disabled={!whole}>
        Show this period
      </button>
    </form>
  );
}
