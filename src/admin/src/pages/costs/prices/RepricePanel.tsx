import { useState } from 'preact/hooks';
import type { PricesAnswer, RepriceAnswer } from '../../../api/prices';
import { useMonitor } from '../../../state/monitor';
import type { Resource } from '../../../state/resource';
import { faultOf, useAction } from '../../../state/useAction';
import { Card } from '../../../ui/Card';
import { TextField } from '../../../ui/fields/TextField';
import { BeforeAfter } from './BeforeAfter';

/** Prices anew what was counted before: first to look, then for good. */
export function RepricePanel({ resource, model: begun }: { resource: Resource<PricesAnswer>; model: string }) {
  const { api, store } = useMonitor();
  const [model, name] = useState(begun);
  const [from, since] = useState(monthAgo);
  const [to, until] = useState('');
  const [answer, know] = useState<RepriceAnswer | null>(null);
  const { busy, problem, run } = useAction({ inForm: true });
  const reprice = (dry_run: boolean) =>
    run(
      async () => {
        know(await api.post<RepriceAnswer>('/api/admin/prices/reprice', { model: model.trim(), from: from === '' ? null : instant(from), to: to === '' ? null : instant(to), dry_run }));
        if (!dry_run) {
          void store.refreshAll();
        }
      },
      dry_run ? undefined : `${model} is priced anew.`,
    );
  const edited = (set: (value: string) => void) => (value: string) => {
    know(null);
    set(value);
  };
  const models = [...new Set((resource.value.value.data?.entries ?? []).map((entry) => entry.model))];
  const fault = (member: string) => faultOf(problem, `/${member}`);
  const isPlaced = ['model', 'from', 'to'].some((member) => fault(member) !== null);
  return (
    <Card title="Price anew" note="executions stay as they are; totals follow">
      <form
        class="form panel-body"
        onSubmit={(event) => {
          event.preventDefault();
          void reprice(true);
        }}
      >
        <div class="form-row">
          <TextField label="Model to price anew" value={model} required offers={models} change={edited(name)} fault={fault('model')} />
          <TextField label="Ended on or after" type="date" value={from} required change={edited(since)} fault={fault('from')} />
          <TextField label="and before" type="date" value={to} change={edited(until)} fault={fault('to')} />
        </div>
        {problem && !isPlaced && (
          <p class="message" role="alert">
            {problem.message}
          </p>
        )}
        {answer && <BeforeAfter answer={answer} />}
        <div class="actions">
          <button type="submit" class={answer?.dry_run ? 'button' : 'button primary'} disabled={busy || model.trim() === ''}>
            {busy && answer === null ? 'Counting…' : 'Show what would change'}
          </button>
          {answer?.dry_run && (
            <button type="button" class="button primary" disabled={busy || answer.executions === 0} onClick={() => void reprice(false)}>
              Price them anew
            </button>
          )}
        </div>
      </form>
    </Card>
  );
}

const monthAgo = () => new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);

// Prices begin with days of UTC.
const instant = (day: string) => `${day}T00:00:00Z`;
