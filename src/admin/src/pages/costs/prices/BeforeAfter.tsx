import type { RepriceAnswer } from '../../../api/prices';
import { count, usd } from '../../../format/numbers';
import { Figure } from '../../../ui/Figure';
import { Icon } from '../../../ui/Icon';
import { DataTable, type Column } from '../../../ui/table/DataTable';

type Day = RepriceAnswer['days'][number];

const COLUMNS: readonly Column<Day>[] = [
  { id: 'day', label: 'Day', text: true, cell: ({ day }) => <span class="numbers">{day}</span> },
  { id: 'before', label: 'Before', cell: ({ before_usd }) => <Figure value={before_usd} format={usd} /> },
  { id: 'after', label: 'After', cell: ({ after_usd }) => <Figure value={after_usd} format={usd} /> },
];

/** What a re-pricing changes, or has changed. */
export function BeforeAfter({ answer }: { answer: RepriceAnswer }) {
  const { dry_run, executions, before_usd, after_usd, unpriced_tokens_before, unpriced_tokens_after, days } = answer;
  return (
    <div class="reprice" role="status">
      <p class="reprice-sum">
        <span>
          <span class="quiet small">Before</span>
          <Figure value={before_usd} format={usd} />
        </span>
        <Icon name="right" />
        <span>
          <span class="quiet small">{dry_run ? 'After' : 'Now'}</span>
          <Figure value={after_usd} format={usd} />
        </span>
      </p>
      <p class="quiet small">
        {count(executions)} {executions === 1 ? 'execution' : 'executions'} · unpriced tokens {count(unpriced_tokens_before)} → {count(unpriced_tokens_after)}
        {dry_run && executions === 0 && ' · nothing of this model is kept in that time'}
      </p>
      {days.length > 0 && (
        <div class="reprice-days" tabIndex={0} role="group" aria-label="Day by day">
          <DataTable label="Day by day" columns={COLUMNS} rows={days} idOf={({ day }) => day} />
        </div>
      )}
    </div>
  );
}
