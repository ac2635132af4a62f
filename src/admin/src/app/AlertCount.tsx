import { useResource } from '../state/useResource';

interface AlertsAnswer {
  active: readonly { state: string }[];
}

/** How many alerts fire just now, beside the name of their page. */
export function AlertCount() {
  const { data } = useResource<AlertsAnswer>('/api/admin/alerts', { on: ['alerts'], every: 60_000 }).value.value;
  const firing = data?.active.filter(({ state }) => state === 'firing').length ?? 0;
  return firing === 0 ? null : (
    <span class="badge">
      {firing}
      <span class="unseen"> firing</span>
    </span>
  );
}
