interface MoreRowsProps {
  list: { hasMore: boolean; busy: boolean; problem: string | null; more: () => void };
}

/** The way to the next page of a list. */
export function MoreRows({ list: { hasMore, busy, problem, more } }: MoreRowsProps) {
  return hasMore ? (
    <div class="more-rows">
      {problem !== null && <p class="attention">{problem}</p>}
      <button type="button" class="button" disabled={busy} onClick={more}>
        {busy ? 'Loading…' : 'Load more'}
      </button>
    </div>
  ) : null;
}
