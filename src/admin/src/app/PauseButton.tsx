import { useMonitor } from '../state/monitor';
import { Icon } from '../ui/Icon';

/** Holds the whole page still, to read or to show something. */
export function PauseButton() {
  const { paused } = useMonitor();
  return (
    <button
      type="button"
      class="button icon-only pause"
      aria-pressed={paused.value}
      aria-label={paused.value ? 'Go on' : 'Hold everything still'}
      title={paused.value ? 'Go on (p)' : 'Hold everything still (p)'}
      onClick={() => {
        paused.value = !paused.value;
      }}
    >
      <Icon name={paused.value ? 'play' : 'pause'} />
    </button>
  );
}
