import { useMemo } from 'preact/hooks';
import type { ApiStatusAnswer, EndpointRow } from '../../api/monitor';
import type { ChartModel } from '../../charts/model';
import { TimeSeries } from '../../charts/TimeSeries';
import { count, duration, rate } from '../../format/numbers';
import { useResource } from '../../state/useResource';
import { Age } from '../../ui/Age';
import { Empty } from '../../ui/Empty';
import { Figure } from '../../ui/Figure';
import { Panel } from '../../ui/Panel';
import { SkeletonBlock } from '../../ui/Skeleton';
import { DataTable, type Column } from '../../ui/table/DataTable';

const HEIGHT = 140;

/** The API's own endpoints: how often, how fast, how many errors; and the last day by the hour. */
export function ApiPanel() {
  const resource = useResource<ApiStatusAnswer>('/api/status/api-status', { every: 60_000 });
  return (
    <Panel
      title="The API itself"
      note="last 24 hours"
      resource={resource}
      skeleton={<SkeletonBlock height={HEIGHT + 120} />}
      empty={{ when: ({ data }) => data === null || data.endpoints.length === 0, shows: <Empty title="Nothing was called yet">Calls are counted by the minute.</Empty> }}
    >
      {({ data }) =>
        data && (
          <>
            <Hours hours={data.hours} />
            <DataTable label="Endpoints" columns={COLUMNS} rows={data.endpoints} idOf={({ method, endpoint, name }) => `${name} ${method} ${endpoint}`} usual={{ by: 'count', descending: true }} />
          </>
        )
      }
    </Panel>
  );
}

function Hours({ hours }: { hours: NonNullable<ApiStatusAnswer['data']>['hours'] }) {
  const model = useMemo<ChartModel>(
    () => ({
      starts: hours.map(({ start }) => Date.parse(start)),
      lines: [
        { label: 'Requests', kind: 'area', tone: 'accent', values: hours.map(({ count }) => count) },
        { label: 'Errors', kind: 'line', tone: 'bad', values: hours.map(({ errors }) => errors) },
      ],
      format: count,
      partialFrom: hours.length - 1,
    }),
    [hours],
  );
  return <TimeSeries title="Requests by hour" model={model} height={HEIGHT} zooms={false} exports={{ name: 'requests-by-hour' }} />;
}

const COLUMNS: readonly Column<EndpointRow>[] = [
  {
    id: 'endpoint',
    label: 'Endpoint',
    text: true,
    value: ({ endpoint }) => endpoint,
    cell: ({ method, endpoint }) => (
      <code>
        <span class="quiet">{method}</span> {endpoint}
      </code>
    ),
  },
  { id: 'count', label: 'Requests', value: (row) => row.count, cell: (row) => <Figure value={row.count} format={count} /> },
  { id: 'average', label: 'Average', value: ({ average_ms }) => average_ms, cell: ({ average_ms }) => <Figure value={average_ms} format={duration} unknown="—" /> },
  { id: 'max', label: 'Slowest', class: 'spacious', value: ({ max_ms }) => max_ms, cell: ({ max_ms }) => <Figure value={max_ms} format={duration} unknown="—" /> },
  { id: 'errors', label: 'Errors', title: 'Answered with 5xx', value: ({ errors }) => errors, cell: ({ errors }) => <span class={errors === 0 ? 'quiet' : 'attention'}>{count(errors)}</span> },
  { id: 'refused', label: 'Refused', title: 'Answered with 4xx', class: 'spacious', value: ({ refused }) => refused, cell: ({ refused }) => <span class="quiet">{count(refused)}</span> },
  { id: 'rate', label: 'Error rate', class: 'spacious', value: ({ error_rate }) => error_rate, cell: ({ error_rate }) => <Figure value={error_rate} format={rate} unknown="—" /> },
  { id: 'last', label: 'Last called', class: 'roomy', value: ({ last_called_at }) => last_called_at, cell: ({ last_called_at }) => <Age of={last_called_at} long /> },
];
