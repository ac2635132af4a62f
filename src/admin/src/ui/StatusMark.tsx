import type { Status } from '../api/types';
import { Icon, type IconName } from './Icon';

const MARKS: Record<Status, { icon: IconName; word: string }> = {
  success: { icon: 'check', word: 'Success' },
  failure: { icon: 'cross', word: 'Failed' },
  timeout: { icon: 'clock', word: 'Timed out' },
  cancelled: { icon: 'slash', word: 'Cancelled' },
  running: { icon: 'running', word: 'Running' },
};

export function statusWord(status: Status): string {
  return MARKS[status]?.word ?? status;
}

/** A shape and a word as well as a colour. The word is read aloud even where only the shape is shown. */
export function StatusMark({ status, wordShown = false }: { status: Status; wordShown?: boolean }) {
  return (
    <span class={`status status-${status}`} title={wordShown ? undefined : statusWord(status)}>
      <Icon name={MARKS[status]?.icon ?? 'running'} />
      <span class={wordShown ? '' : 'unseen'}>{statusWord(status)}</span>
    </span>
  );
}
