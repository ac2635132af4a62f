import type { ExecutionRow } from '../api/types';

export const FEED_ROWS = 50;

/** The last executions, newest first. While paused, what arrives waits unseen. */
export interface Feed {
  rows: readonly ExecutionRow[];
  waiting: readonly ExecutionRow[];
  paused: boolean;
  /** Ids that arrived by push, for the mark that a row is new. */
  fresh: ReadonlySet<string>;
}

export const emptyFeed: Feed = { rows: [], waiting: [], paused: false, fresh: new Set() };

/** Puts new rows, newest first, on top; a row that is already shown changes where it stands. */
export function arrive(feed: Feed, arrivals: readonly ExecutionRow[]): Feed {
  const known = new Set(feed.rows.map((row) => row.execution_id));
  const updates = new Map(arrivals.map((row) => [row.execution_id, row]));
  // A pushed row may carry less than a listed one (no flags), so it is laid over what is known.
  const rows = feed.rows.map((row) => ({ ...row, ...updates.get(row.execution_id) }));
  const news = [...updates.values()].filter((row) => !known.has(row.execution_id));

  if (feed.paused) {
    const waiting = feed.waiting.filter((row) => !updates.has(row.execution_id));
    return { ...feed, rows, waiting: [...news, ...waiting].slice(0, FEED_ROWS) };
  }

  return {
    ...feed,
    rows: [...news, ...rows].slice(0, FEED_ROWS),
    fresh: new Set(news.map((row) => row.execution_id)),
  };
}

/**
 * The server's list takes the place of ours. Rows pushed since it was asked for (`pushed`) may be missing from it, and
 * stay on top.
 */
export function snapshot(feed: Feed, list: readonly ExecutionRow[], pushed: ReadonlySet<string>): Feed {
  const listed = new Set(list.map((row) => row.execution_id));
  const kept = [...feed.waiting, ...feed.rows].filter(
    (row) => pushed.has(row.execution_id) && !listed.has(row.execution_id),
  );
  const rows = [...kept, ...list].slice(0, FEED_ROWS);
  if (!feed.paused) {
    return { ...feed, rows, waiting: [] };
  }

  // Held before anything was listed, it shows what there was, but not what came since.
  const first = feed.rows.length === 0;
  const known = new Set((first ? feed.waiting : feed.rows).map((row) => row.execution_id));
  const isNew = (row: ExecutionRow) => known.has(row.execution_id) === first;
  const current = new Map(rows.map((row) => [row.execution_id, row]));
  return {
    ...feed,
    rows: first ? rows.filter((row) => !isNew(row)) : feed.rows.map((row) => current.get(row.execution_id) ?? row),
    waiting: rows.filter(isNew),
  };
}

export function pause(feed: Feed): Feed {
  return feed.paused ? feed : { ...feed, paused: true };
}

export function resume(feed: Feed): Feed {
  if (!feed.paused) {
    return feed;
  }

  return {
    rows: [...feed.waiting, ...feed.rows].slice(0, FEED_ROWS),
    waiting: [],
    paused: false,
    fresh: new Set(feed.waiting.map((row) => row.execution_id)),
  };
}
