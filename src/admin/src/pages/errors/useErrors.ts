import type { ErrorRow, ErrorsAnswer } from '../../api/types';
import { useList, type List } from '../../state/useList';
import { windowPath } from '../../state/window';

interface Asked {
  /** Words of the message. */
  q?: string | null;
  /** One group. */
  fingerprint?: string;
}

/** The errors of the window, newest first, with the groups they fall into. */
export function useErrors(asked: Asked): List<ErrorsAnswer, ErrorRow> {
  return useList<ErrorsAnswer, ErrorRow>(
    windowPath('/api/admin/errors', { filters: ['agent', 'model', 'user'] }, { ...asked, limit: 50 }),
    ({ errors, next_cursor }) => ({ rows: errors, next: next_cursor }),
    ({ execution_id }) => execution_id,
    { on: ['errors'] },
  );
}
