import type { ComponentChildren } from 'preact';
import type { Filter } from '../../state/address';
import { showRun } from '../../state/address';
import type { List } from '../../state/useList';
import { Empty } from '../../ui/Empty';
import { MoreRows } from '../../ui/MoreRows';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { DataTable } from '../../ui/table/DataTable';
import { executionColumns, type ExecutionColumn, type ListedExecution } from './columns';
import './executions.css';

interface ExecutionsPanelProps<T> {
  title: string;
  note?: ComponentChildren;
  list: List<T, ListedExecution>;
  columns: readonly ExecutionColumn[];
  follows?: readonly Filter[];
  /** When there is none at all: why. */
  nothing: { title: string; says: ComponentChildren };
}

/** Executions, newest first, page by page; each opens its record. */
export function ExecutionsPanel<T>({ title, note, list, columns, follows, nothing }: ExecutionsPanelProps<T>) {
  return (
    <Panel
      title={title}
      note={note}
      resource={list.resource}
      skeleton={<SkeletonRows rows={8} />}
      follows={follows}
      empty={{ when: () => list.rows.length === 0 && !list.hasMore, shows: <Empty title={nothing.title}>{nothing.says}</Empty> }}
    >
      {() => (
        <>
          {list.rows.length === 0 ? (
            <p class="hint">Nothing among the newest; a search reads a stretch of history at a time.</p>
          ) : (
            <DataTable
              label={title}
              columns={executionColumns(columns)}
              rows={list.rows}
              idOf={({ execution_id }) => execution_id}
              open={({ execution_id }) => showRun(execution_id)}
            />
          )}
          <MoreRows list={list} />
        </>
      )}
    </Panel>
  );
}
