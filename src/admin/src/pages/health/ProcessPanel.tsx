import type { MonitorHealthAnswer } from '../../api/monitor';
import { bytes } from '../../format/bytes';
import { count, duration } from '../../format/numbers';
import type { Resource } from '../../state/resource';
import { Empty } from '../../ui/Empty';
import { Facts } from '../../ui/Facts';
import { Figure } from '../../ui/Figure';
import { Meter } from '../../ui/Meter';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { SectionState } from './looks';

const MB = 1024 * 1024;

/** What the process uses of its machine. */
export function ProcessPanel({ resource }: { resource: Resource<MonitorHealthAnswer> }) {
  const { data } = resource.value.value;
  return (
    <Panel
      title="Process"
      note={data && <SectionState state={data.sections['process']} />}
      resource={resource}
      skeleton={<SkeletonRows rows={6} />}
      empty={{ when: ({ process }) => process === null, shows: <Empty title="The process does not say">Its figures could not be read just now.</Empty> }}
    >
      {({ process, live_connections }) =>
        process && (
          <div class="panel-body">
            <Facts
              label="Process"
              facts={[
                { label: 'Version', shows: `${process.version}, ${process.host === 'server' ? 'server' : 'Azure Functions'}` },
                { label: 'Up for', shows: duration(process.uptime_seconds * 1000) },
                { label: 'Processor', shows: process.cpu_percent === null ? null : <Share of={process.cpu_percent} says="of the processor" /> },
                { label: 'Memory', shows: <>{bytes(process.memory_mb * MB)} <span class="quiet">of which managed {bytes(process.managed_mb * MB)}</span></> },
                { label: 'Disk', shows: process.disk_percent === null ? null : <><Share of={process.disk_percent} says="of the disk" /> {process.disk_free_mb !== null && <span class="quiet small">{bytes(process.disk_free_mb * MB)} free</span>}</> },
                { label: 'Threads', shows: <Figure value={process.threads} format={count} /> },
                { label: 'Watching now', shows: live_connections === null ? null : `${count(live_connections)} ${live_connections === 1 ? 'page' : 'pages'}` },
              ]}
            />
          </div>
        )
      }
    </Panel>
  );
}

function Share({ of, says }: { of: number; says: string }) {
  return (
    <span class="with-meter">
      <span class="numbers">{Math.round(of * 10) / 10}%</span>
      <Meter label={`${Math.round(of)}% ${says}`} ratio={of / 100} tone={of >= 90 ? 'bad' : of >= 75 ? 'warn' : 'accent'} />
    </span>
  );
}
