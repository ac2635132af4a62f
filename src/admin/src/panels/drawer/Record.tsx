import type { ExecutionAnswer, Status } from '../../api/types';
import { timeOfDay } from '../../format/time';
import { CopyButton } from '../../ui/CopyButton';
import { StatusMark } from '../../ui/StatusMark';
import { Content } from './Content';
import { factsOf, shownFact } from './facts';

interface RecordProps {
  record: ExecutionAnswer['execution'];
  receipt: ExecutionAnswer['receipt'];
  id: string;
}

export function Record({ record, receipt, id }: RecordProps) {
  const tags = [record['flags'], record['tags']].flat().filter((tag) => typeof tag === 'string');
  const error = record['error_message'];
  return (
    <>
      <p class="drawer-agent">{String(record['agent_name'])}</p>
      <p class="drawer-marks">
        <StatusMark status={record['status'] as Status} wordShown />
        {[...new Set(tags)].map((tag) => (
          <span key={tag} class="tag">
              {tag.replaceAll('_', ' ')}
          </span>
        ))}
      </p>
      {typeof error === 'string' && <p class="drawer-error">{error}</p>}
      <dl class="facts">
        {factsOf(record).map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd class={fact.text === null ? 'unknown' : ''}>{shownFact(fact)}</dd>
          </div>
        ))}
      </dl>
      <Content label="Input" value={record['input_data']} />
      <Content label="Output" value={record['output_data']} />
      <p class="quiet small">
        Stored {timeOfDay(receipt.stored_at)}, {receipt.rolled_up ? 'counted in the totals' : 'not in the totals yet'}
      </p>
      <div class="drawer-id">
        <code>{id}</code>
        <CopyButton text={id} label="Copy id" />
      </div>
    </>
  );
}
