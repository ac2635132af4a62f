import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../../api/client';
import { Monitor } from '../../state/monitor';
import { realtime } from '../../test/analytics';
import { row } from '../../test/answers';
import { accessibilityFaults } from '../../test/axe';
import { settle, shown, visit } from '../../test/page';
import { answering, problem } from '../../test/server';
import LivePage from './LivePage';

vi.mock('../../charts/plot', () => ({ draw: () => ({ update() {}, moveTo() {}, destroy() {}, png: async () => new Blob() }) }));

let root: HTMLElement;
let gone = async () => {};
afterEach(async () => {
  await gone();
  vi.unstubAllGlobals();
});

async function show(answers: Record<string, unknown> = {}) {
  visit('/monitor/live');
  const requests = answering(answers);
  const monitor = new Monitor(new ApiClient('t'));
  const page = await shown(<LivePage />, monitor);
  ({ root, gone } = page);
  await act(async () => void (await monitor.executions.refresh()));
  await settle();
  return { monitor, requests };
}

const kpi = (id: string) => root.querySelector(`[data-kpi="${id}"]`)?.textContent ?? '';

test('what runs, who is here and who waits is told, and axe finds nothing', async () => {
  await show({ '/api/executions': { executions: [row('r1', { status: 'running', ended_at: null })], next_cursor: null } });

  expect(kpi('running')).toContain('1');
  expect(kpi('live-sessions')).toContain('1 new in the last minute');
  expect(kpi('escalations')).toContain('1 critical');
  expect(root.querySelector('[data-row="r1"]')).not.toBeNull();
  expect(root.querySelector('.languages')?.textContent).toContain('not reported');
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('a section that its source does not give is unknown, and the others stay', async () => {
  await show({ '/api/admin/realtime': { ...realtime, escalations: null, system: null } });

  expect(kpi('escalations')).toContain('—');
  expect(kpi('live-sessions')).toContain('3');
});

test('without the route the live feed and the charts still work', async () => {
  await show({ '/api/admin/realtime': () => problem(404, 'Nothing is here.') });

  expect(kpi('running')).toContain('not available');
  expect(root.querySelectorAll('.live-chart')).toHaveLength(4);
  expect(root.querySelector('.feed')).not.toBeNull();
});
