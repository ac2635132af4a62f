import type { ExecutionDetail, ExecutionRow } from '../../api/types';

export interface Span {
  id: string;
  agent: string;
  status: ExecutionRow['status'];
  /** Milliseconds after the whole began; null where the record does not say when it began. */
  offset: number | null;
  duration: number | null;
}

export interface Spans {
  spans: readonly Span[];
  /** Milliseconds from the first beginning to the last end. */
  total: number;
}

/** A run and what it called, on one line of time, in the order in which they began. */
export function spansOf(record: ExecutionDetail, children: readonly ExecutionRow[], now: number): Spans {
  const timed = [record as unknown as ExecutionRow, ...children].map((row) => ({ row, ...timesOf(row, now) }));
  const first = Math.min(...timed.map(({ start }) => start ?? Infinity));
  const last = Math.max(...timed.map(({ end }) => end ?? -Infinity));
  const spans = timed.map(({ row, start, end }) => ({
    id: row.execution_id,
    agent: row.agent_name,
    status: row.status,
    offset: start === null ? null : start - first,
    duration: start === null || end === null ? row.execution_time_ms : end - start,
  }));
  const [parent, ...rest] = spans;
  return {
    spans: [...(parent ? [parent] : []), ...rest.sort((a, b) => (a.offset ?? Infinity) - (b.offset ?? Infinity))],
    total: Number.isFinite(last - first) ? Math.max(1, last - first) : 1,
  };
}

// A record may leave out its beginning or its end, but not both of them and its duration as well.
function timesOf(row: ExecutionRow, now: number): { start: number | null; end: number | null } {
  const at = (text: string | null | undefined) => (text ? Date.parse(text) : null);
  const end = at(row.ended_at) ?? (row.status === 'running' ? now : null);
  const took = row.execution_time_ms;
  const start = at(row.started_at) ?? (end !== null && took !== null && row.status !== 'running' ? end - took : at(row.created_at));
  return { start, end: end ?? (start !== null && took !== null ? start + took : null) };
}
