import { keysOn, turnKeys } from '../state/keys';
import { Dialog } from '../ui/Dialog';
import { PAGES } from '../pages/pages';

const KEYS: readonly (readonly [string, string])[] = [
  ['?', 'This help'],
  ['/', 'Search'],
  ['1', 'Last 24 hours'],
  ['7', 'Last 7 days'],
  ['3', 'Last 30 days'],
  ['0', 'Last hour'],
  ['← →', 'One period back, one on; in a chart one step'],
  ['f', 'Narrow by agent, model, user, status'],
  ['x', 'Compare with the period before, or not'],
  ['p', 'Hold everything still, or go on'],
  ['j k', 'Next and previous row or execution'],
  ['Enter', 'Open the row'],
  ['Esc', 'Close what is open'],
];

export function Help({ close }: { close: () => void }) {
  return (
    <Dialog title="Help and keys" close={close} class="help">
      <div class="help-columns">
        <dl class="keys">
          {KEYS.map(([key, what]) => (
            <div key={key}>
              <dt>{key.split(' ').map((one) => <kbd key={one}>{one}</kbd>)}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <dl class="keys">
          {PAGES.map(({ key, title }) => (
            <div key={key}>
              <dt>
                <kbd>g</kbd>
                <kbd>{key}</kbd>
              </dt>
              <dd>{title}</dd>
            </div>
          ))}
        </dl>
      </div>
      <label class="check">
        <input type="checkbox" checked={keysOn.value} onChange={(event) => turnKeys(event.currentTarget.checked)} />
        Single-key shortcuts are on. They are silent while you type.
      </label>
      <p class="quiet small">
        A dashed line is the period before, a dotted one is not over yet, and a diamond lies two standard deviations from what
        was to be expected. “—” means that there is nothing to compare with; “not reported” that no agent said so.
      </p>
    </Dialog>
  );
}
