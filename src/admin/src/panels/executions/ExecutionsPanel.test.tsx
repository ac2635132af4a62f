import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { row } from '../../test/answers';
import { settle, shown, visit } from '../../test/page';
import { answering } from '../../test/server';
import type { ExecutionRow, ExecutionsAnswer } from '../../api/types';
import { parameter } from '../../state/address';
import { useList } from '../../state/useList';
import { ExecutionsPanel } from './ExecutionsPanel';

afterEach(() => void vi.unstubAllGlobals());

function Shown() {
  const list = useList<ExecutionsAnswer, ExecutionRow>(
    '/api/executions?limit=25',
    ({ executions, next_cursor }) => ({ rows: executions, next: next_cursor }),
    ({ execution_id }) => execution_id,
  );
  return <ExecutionsPanel title="Runs" list={list} columns={['agent', 'error']} nothing={{ title: 'None', says: 'Not one.' }} />;
}

async function show(answer: ExecutionsAnswer) {
  visit('/monitor/agents/tutor');
  answering({ '/api/executions': answer });
  const { root, gone } = await shown(<Shown />);
  await vi.waitFor(() => expect(root.querySelector('.skeleton')).toBeNull());
  return { root, gone };
}

test('a row opens its record', async () => {
  const { root, gone } = await show({ executions: [row('e1')], next_cursor: null });

  await act(() => root.querySelector<HTMLElement>('[data-run="e1"]')?.click());
  await settle();

  expect(parameter('run')).toBe('e1');
  await gone();
});

test('a first page without matches is no end where there is more to search', async () => {
  const { root, gone } = await show({ executions: [], next_cursor: 'further' });

  expect(root.textContent).not.toContain('Not one.');
  expect([...root.querySelectorAll('button')].map((button) => button.textContent)).toContain('Load more');
  await gone();
});

test('without any and without more it says so', async () => {
  const { root, gone } = await show({ executions: [], next_cursor: null });

  expect(root.textContent).toContain('Not one.');
  await gone();
});
