import { useMemo } from 'preact/hooks';
import type { ErrorGroup, ErrorsAnswer } from '../../api/types';
import { TimeSeries } from '../../charts/TimeSeries';
import { span } from '../../state/address';
import { now } from '../../state/clock';
import { boundsOf } from '../../state/range';
import type { Resource } from '../../state/resource';
import { zone } from '../../state/zone';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonBlock } from '../../ui/Skeleton';
import { trendModel } from './trend';

const HEIGHT = 160;

/** When errors came. */
export function ErrorTrend({ resource, title = 'Errors over time' }: { resource: Resource<ErrorsAnswer>; title?: string }) {
  return (
    <Panel
      title={title}
      resource={resource}
      follows={['agent']}
      skeleton={<SkeletonBlock height={HEIGHT} />}
      empty={{ when: ({ groups }) => groups.length === 0, shows: <Empty title="No errors">Nothing failed or timed out in this period.</Empty> }}
    >
      {({ groups }) => <Trend title={title} groups={groups} />}
    </Panel>
  );
}

function Trend({ title, groups }: { title: string; groups: readonly ErrorGroup[] }) {
  const model = useMemo(
    () => trendModel(groups.flatMap(({ trend }) => trend), boundsOf(span.value, now.peek()), zone.value),
    [groups, span.value, zone.value],
  );
  return <TimeSeries title={title} model={model} height={HEIGHT} exports={{ name: 'errors-over-time' }} />;
}
