import type { ExecutionAnswer, Status } from '../../api/types';
import { timeOfDay } from '../../format/time';
import { filterBy } from '../../state/address';
import { zone } from '../../state/zone';
import { CopyButton } from '../../ui/CopyButton';
import { Icon } from '../../ui/Icon';
import { Link } from '../../ui/Link';
import { StatusMark } from '../../ui/StatusMark';
import { Content } from './Content';
import { factsOf, idsOf, NOT_REPORTED, type Fact } from './facts';
import { Waterfall } from './Waterfall';

export function Record({ answer: { execution: record, receipt, children }, id }: { answer: ExecutionAnswer; id: string }) {
  const tags = [record['flags'], record['tags']].flat().filter((tag) => typeof tag === 'string');
  const error = record['error_message'];
  const agent = String(record['agent_name']);
  return (
    <>
      <div class="drawer-title">
        <Link to={['agents', agent]} class="drawer-agent name-link">
          {agent}
        </Link>
        <p class="drawer-marks">
          <StatusMark status={record['status'] as Status} wordShown />
          {[...new Set(tags)].map((tag) => (
            <span key={tag} class="tag">
              {tag.replaceAll('_', ' ')}
            </span>
          ))}
          <button type="button" class="button small plain" onClick={() => filterBy('agent', agent)}>
            <Icon name="filter" />
            Only this agent
          </button>
        </p>
      </div>
      {typeof error === 'string' && <p class="drawer-error">{error}</p>}
      <Facts label="What it did" facts={factsOf(record, zone.value)} />
      <Waterfall record={record} children={children ?? []} />
      <Content label="Input" value={record['input_data']} />
      <Content label="Output" value={record['output_data']} />
      <Content label="Raw record" value={record} />
      <Facts label="Names and ids" facts={idsOf(record, id)} />
      <p class="quiet small">
        Stored {timeOfDay(receipt.stored_at, zone.value)},{' '}
        {receipt.rolled_up ? 'counted in the totals' : 'not in the totals yet'}.
      </p>
    </>
  );
}

function Facts({ label, facts }: { label: string; facts: readonly Fact[] }) {
  return (
    <dl class="facts" aria-label={label}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd class={fact.text === null ? 'unknown' : ''}>
            <FactText fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactText({ fact: { text, label, to, run, copies } }: { fact: Fact }) {
  if (text === null) {
    return <>{NOT_REPORTED}</>;
  }

  return (
    <span class={copies ? 'fact-id' : ''}>
      {run !== undefined ? (
        <Link with={{ run }} class="link">
          {text}
        </Link>
      ) : to !== undefined ? (
        <Link to={to} class="link">
          {text}
        </Link>
      ) : (
        <span>{text}</span>
      )}
      {copies && <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} iconOnly />}
    </span>
  );
}
