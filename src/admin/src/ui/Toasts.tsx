import { dismiss, toasts } from '../state/toasts';
import { Icon } from './Icon';

/** Where short news appear, read aloud politely. */
export function Toasts() {
  return (
    <div class="toasts" role="status">
      {toasts.value.map(({ id, text, tone }) => (
        <p key={id} class={`toast toast-${tone}`}>
          <span>{text}</span>
          <button type="button" class="button icon-only plain small" aria-label="Dismiss" onClick={() => dismiss(id)}>
            <Icon name="cross" />
          </button>
        </p>
      ))}
    </div>
  );
}
