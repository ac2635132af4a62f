import type { Dependency, MonitorHealthAnswer } from '../../api/monitor';
import { count, duration } from '../../format/numbers';
import type { Resource } from '../../state/resource';
import { Age } from '../../ui/Age';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { healthMark } from './looks';

/** What the monitor leans on, part by part; each says what was found. */
export function DependenciesPanel({ resource }: { resource: Resource<MonitorHealthAnswer> }) {
  return (
    <Panel title="Parts" resource={resource} skeleton={<SkeletonRows rows={3} />}>
      {({ dependencies }) => (
        <ul class="parts">
          {dependencies.map((part) => (
            <Part key={part.name} part={part} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Part({ part: { name, state, latency_ms, checked_at, sentence, figures } }: { part: Dependency }) {
  const known = Object.entries(figures).filter((figure): figure is [string, number] => figure[1] !== null);
  return (
    <li>
      <details class="part" data-row={name} data-state={state} open={state !== 'ok'}>
        <summary data-walk>
          <b>{name}</b>
          {healthMark(state)}
          <span class="quiet small numbers">{duration(latency_ms)}</span>
        </summary>
        <div class="part-more small">
          <p class={state === 'ok' ? 'quiet' : 'attention'}>{sentence ?? 'Nothing is wrong with it.'}</p>
          {known.map(([figure, value]) => (
            <p key={figure} class="quiet">
              {figure.replaceAll('_', ' ')}: <span class="numbers">{count(value)}</span>
            </p>
          ))}
          <p class="quiet">
            checked <Age of={checked_at} long />
          </p>
        </div>
      </details>
    </li>
  );
}
