import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Feed } from '../../state/feed';
import { summary } from './summary';

const EVERY_MS = 15_000;

/** Tells screen readers what came, at most every 15 seconds; the list itself would never stop talking. */
export function Announcer({ feed }: { feed: ReadonlySignal<Feed> }) {
  const [text, say] = useState('');
  useEffect(() => {
    let seen = new Set(feed.peek().rows.map((row) => row.execution_id));
    const timer = setInterval(() => {
      const rows = feed.peek().rows;
      say(summary(rows.filter((row) => !seen.has(row.execution_id))));
      seen = new Set(rows.map((row) => row.execution_id));
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [feed]);

  return (
    <p class="unseen" role="status">
      {text}
    </p>
  );
}
