import type { MonitorHealthAnswer } from '../../api/monitor';
import { useResource } from '../../state/useResource';
import { Facts } from '../../ui/Facts';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';

/** What answers this page. */
export function ServerCard() {
  const resource = useResource<MonitorHealthAnswer>('/api/admin/health', { every: 60_000 });
  return (
    <Panel
      title="Server"
      tools={
        <Link to={['health']} class="link small">
          Health
        </Link>
      }
      resource={resource}
      skeleton={<SkeletonRows rows={3} />}
    >
      {({ process, store }) => (
        <div class="panel-body">
          <Facts
            label="Server"
            facts={[
              { label: 'Version', shows: process?.version ?? null },
              { label: 'Host', shows: process === null ? null : process.host === 'server' ? 'Server' : 'Azure Functions' },
              { label: 'Store', shows: store === null ? null : store.kind === 'sqlite' ? 'SQLite' : 'Azure Cosmos DB' },
              {
                label: 'API',
                shows: (
                  <a href="/openapi/v1.json" class="link">
                    OpenAPI document
                  </a>
                ),
              },
            ]}
          />
        </div>
      )}
    </Panel>
  );
}
