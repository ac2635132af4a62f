import { useState } from 'preact/hooks';
import type { ReconcileAnswer, ReconcileReport } from '../../api/monitor';
import { count } from '../../format/numbers';
import { shortTime } from '../../format/time';
import { useMonitor } from '../../state/monitor';
import { useAction } from '../../state/useAction';
import { useResource } from '../../state/useResource';
import { pathWith } from '../../state/window';
import { zone } from '../../state/zone';
import { Age } from '../../ui/Age';
import { Empty } from '../../ui/Empty';
import { Facts } from '../../ui/Facts';
import { Figure } from '../../ui/Figure';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { StateMark } from '../../ui/StateMark';

const DAY_MS = 86_400_000;
const MOST_SHOWN = 8;

/** The proof that the totals equal a recount of the executions; run it, and mend what differs. */
export function ReconcilePanel() {
  const { api } = useMonitor();
  const resource = useResource<ReconcileAnswer>('/api/admin/reconcile', { every: 60_000 });
  const [days, choose] = useState('1');
  const { busy, run } = useAction();
  const report = resource.value.value.data?.report ?? null;
  const recount = (repair: boolean) =>
    run(async () => {
      const from = days === 'all' ? null : new Date(Math.floor((Date.now() - Number(days) * DAY_MS) / 60_000) * 60_000).toISOString();
      const path = pathWith('/api/admin/reconcile', { from, repair: repair ? true : null });
      resource.know(await api.post<ReconcileAnswer>(path), null);
    }, repair ? 'Recounted and mended.' : 'Recounted.');
  return (
    <Panel
      title="Reconcile"
      note="do the totals equal a recount?"
      resource={resource}
      skeleton={<SkeletonRows rows={4} />}
      tools={
        <>
          <select class="input" aria-label="How far back" value={days} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="1">1 day</option>
            <option value="7">7 days</option>
            <option value="all">all that is kept</option>
          </select>
          <button type="button" class="button small" disabled={busy} onClick={() => void recount(false)}>
            {busy ? 'Recounting…' : 'Recount now'}
          </button>
        </>
      }
      empty={{
        when: (answer) => answer.report === null,
        shows: <Empty title="Not proven since the start">A recount reads every execution that is kept and compares.</Empty>,
      }}
    >
      {() => report && <Report report={report} busy={busy} repair={() => void recount(true)} />}
    </Panel>
  );
}

function Report({ report, busy, repair }: { report: ReconcileReport; busy: boolean; repair: () => void }) {
  const { drift, executions, documents, cells, from, to, finished_at, repaired_cells, differences } = report;
  return (
    <div class="panel-body">
      <p class="proof" data-drift={drift}>
        {drift === 0 ? (
          <StateMark level="good" word="Drift 0: every total equals the recount" />
        ) : (
          <StateMark level="bad" word={`${count(drift)} ${drift === 1 ? 'cell differs' : 'cells differ'}`} />
        )}
        {drift > 0 && repaired_cells === 0 && (
          <button type="button" class="button small" disabled={busy} onClick={repair}>
            Mend them
          </button>
        )}
        {repaired_cells > 0 && <span class="quiet small">{count(repaired_cells)} mended</span>}
      </p>
      <Facts
        label="The last recount"
        facts={[
          { label: 'Finished', shows: <Age of={finished_at} long /> },
          { label: 'Period', shows: `${shortTime(from, zone.value)} – ${shortTime(to, zone.value)}` },
          { label: 'Executions', shows: <Figure value={executions} format={count} /> },
          { label: 'Compared', shows: `${count(documents)} documents with ${count(cells)} cells` },
        ]}
      />
      {differences.length > 0 && (
        <ul class="differences small">
          {differences.slice(0, MOST_SHOWN).map((one) => (
            <li key={`${one.scope}${one.start}${one.cell}`}>
              <code>
                {one.scope} {one.grain} {one.cell}
              </code>{' '}
              <span class="quiet">{shortTime(one.start, zone.value)}:</span> {count(one.stored)} stored, {count(one.recounted)} recounted
            </li>
          ))}
          {differences.length > MOST_SHOWN && <li class="quiet">and {count(differences.length - MOST_SHOWN)} more</li>}
        </ul>
      )}
    </div>
  );
}
