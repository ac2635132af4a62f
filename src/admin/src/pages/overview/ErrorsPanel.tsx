import type { ErrorsAnswer } from '../../api/types';
import { useResource } from '../../state/useResource';
import { windowPath } from '../../state/window';
import { Empty } from '../../ui/Empty';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { ErrorGroups } from '../../panels/errors/ErrorGroups';

/** Failures that differ only in ids and numbers, told once. */
export function ErrorsPanel() {
  const resource = useResource<ErrorsAnswer>(windowPath('/api/admin/errors', { filters: ['agent'] }, { limit: 6 }), { on: ['errors'] });
  return (
    <Panel
      title="Errors"
      tools={<Link to={['errors']} class="link small">All errors</Link>}
      resource={resource}
      skeleton={<SkeletonRows rows={4} />}
      follows={['agent']}
      empty={{
        when: (data) => data.groups.length === 0,
        shows: <Empty title="No errors">Nothing failed or timed out in this period.</Empty>,
      }}
    >
      {({ groups }) => <ErrorGroups groups={groups.slice(0, 6)} />}
    </Panel>
  );
}
