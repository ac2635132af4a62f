import type { ErrorGroup } from '../../api/types';
import { count } from '../../format/numbers';
import { ExecutionsPanel } from '../../panels/executions/ExecutionsPanel';
import { Age } from '../../ui/Age';
import { CopyButton } from '../../ui/CopyButton';
import { Facts } from '../../ui/Facts';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import { PageHead } from '../../ui/PageHead';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { Empty } from '../../ui/Empty';
import { Time } from '../../ui/Time';
import { ErrorTrend } from './ErrorTrend';
import { useErrors } from './useErrors';

/** One cause: when it came, whom it met, and every failure that it explains. */
export function OneGroup({ fingerprint }: { fingerprint: string }) {
  const list = useErrors({ fingerprint });
  const group = list.resource.value.value.data?.groups.find((group) => group.fingerprint === fingerprint);
  return (
    <>
      <PageHead title={group?.title ?? 'Error group'} up={{ to: ['errors'], label: 'Errors' }} />
      <div class="columns columns-wide columns-even">
        <ErrorTrend resource={list.resource} title="When it came" />
        <Panel
          title="The group"
          resource={list.resource}
          skeleton={<SkeletonRows rows={5} />}
          empty={{
            when: () => group === undefined,
            shows: <Empty title="Not in this period">Nothing of this group failed in it. Choose a longer one.</Empty>,
          }}
        >
          {() => group && <GroupFacts group={group} />}
        </Panel>
      </div>
      <ExecutionsPanel
        title="Failures"
        list={list}
        columns={['error', 'agent', 'user', 'model', 'time']}
        follows={['agent', 'model', 'user']}
        nothing={{ title: 'No failures in this period', says: 'Choose a longer one.' }}
      />
    </>
  );
}

function GroupFacts({ group }: { group: ErrorGroup }) {
  return (
    <div class="panel-body">
      <Facts
        label="The group"
        facts={[
          { label: 'Count', shows: <Figure value={group.count} format={count} /> },
          { label: 'Users', shows: group.users === 0 ? null : <Figure value={group.users} format={count} /> },
          { label: 'Agents', shows: group.agents.map((agent, at) => <span key={agent}>{at > 0 && ', '}<Link to={['agents', agent]}>{agent}</Link></span>) },
          { label: 'First seen', shows: <><Time of={group.first_seen} /> <span class="quiet">(<Age of={group.first_seen} long />)</span></> },
          { label: 'Last seen', shows: <><Time of={group.last_seen} /> <span class="quiet">(<Age of={group.last_seen} long />)</span></> },
          { label: 'Fingerprint', shows: <span class="fact-copy"><code>{group.fingerprint}</code><CopyButton text={group.fingerprint} label="Copy fingerprint" iconOnly /></span> },
        ]}
      />
    </div>
  );
}
