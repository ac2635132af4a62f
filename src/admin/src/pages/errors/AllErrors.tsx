import { ExecutionsPanel } from '../../panels/executions/ExecutionsPanel';
import { parameter } from '../../state/address';
import { PageHead } from '../../ui/PageHead';
import { SearchField } from '../../ui/SearchField';
import { ErrorKpis } from './ErrorKpis';
import { ErrorTrend } from './ErrorTrend';
import { Groups } from './Groups';
import { useErrors } from './useErrors';

/** Failures by cause, and the newest ones. */
export function AllErrors() {
  const list = useErrors({ q: parameter('q') });
  const asked = parameter('q') !== null;
  return (
    <>
      <PageHead title="Errors" tools={<SearchField label="Find in messages" />} />
      <ErrorKpis />
      <ErrorTrend resource={list.resource} />
      <Groups resource={list.resource} />
      <ExecutionsPanel
        title="Newest errors"
        list={list}
        columns={['error', 'agent', 'user', 'model', 'time']}
        follows={['agent', 'model', 'user']}
        nothing={{
          title: asked ? 'No message says that' : 'No errors',
          says: asked ? 'Look for fewer words, or choose a longer period.' : 'Nothing failed or timed out in this period.',
        }}
      />
    </>
  );
}
