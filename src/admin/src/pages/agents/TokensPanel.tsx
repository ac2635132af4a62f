import type { AgentAnswer } from '../../api/agent';
import type { Resource } from '../../state/resource';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { TokenSplit } from '../../panels/tokens/TokenSplit';

/** What its tokens were. */
export function TokensPanel({ resource }: { resource: Resource<AgentAnswer> }) {
  return (
    <Panel
      title="Tokens"
      resource={resource}
      skeleton={<SkeletonRows rows={5} />}
      empty={{ when: ({ tokens }) => tokens.input + tokens.output === 0, shows: <Empty title="No token counts reported">Executions that give a <code>usage</code> are counted here.</Empty> }}
    >
      {({ tokens }) => <TokenSplit tokens={tokens} />}
    </Panel>
  );
}
