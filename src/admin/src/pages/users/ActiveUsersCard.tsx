import type { UsersAnswer } from '../../api/users';
import { count, rate } from '../../format/numbers';
import { change } from '../../state/address';
import type { Resource } from '../../state/resource';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import { Problem } from '../../ui/Problem';
import { WHOSE, type Whose } from './whose';

/** Numbers of users; each shows who they are. */
export function ActiveUsersCard({ resource, chosen }: { resource: Resource<UsersAnswer>; chosen: Whose }) {
  const { data, problem } = resource.value.value;
  const active = data?.active ?? null;
  if (active === null && problem !== null) {
    return (
      <section class="panel" aria-label="Active users">
        <Problem problem={problem} retry={() => void resource.refresh()} />
      </section>
    );
  }

  return (
    <section class="kpis" aria-label="Numbers of users">
      <div class={problem === null ? 'kpi-row' : 'kpi-row stale'} role="group" aria-label="Whose list is shown">
        {WHOSE.map((whose) => (
          <button
            key={whose.id}
            type="button"
            class="kpi whose"
            data-kpi={whose.id}
            aria-pressed={whose.id === chosen.id}
            onClick={() => change({ active: whose.id === '30m' ? null : whose.id }, 'push')}
          >
            <span class="whose-label">
              {whose.label}
              {whose.id === '5m' && <Icon name="live" class="beat" />}
            </span>
            <span class="kpi-value">{active ? <Figure value={whose.count(active)} format={count} /> : <span class="skeleton" />}</span>
            <span class="quiet small">{whose.says}</span>
          </button>
        ))}
      </div>
      {active && (
        <p class="whose-foot quiet small">
          In the period <b>{count(active.unique)}</b> {active.unique === 1 ? 'user' : 'users'}: <b>{count(active.new)}</b> new,{' '}
          <b>{count(active.returning)}</b> came back{active.unique > 0 && ` (${rate(active.returning / active.unique)})`} · at most{' '}
          <b>{active.peak_24h === null ? '—' : count(active.peak_24h)}</b> in one minute of the last 24 hours
        </p>
      )}
    </section>
  );
}
