import { test } from '@playwright/test';
import { counted, postAll } from './api';
import { history } from './history';

test('some work was done before', async () => {
  await postAll(history(900));
  const start = Date.now() - 40_000;
  const at = (ms: number) => new Date(start + ms).toISOString();
  const run = { agent_name: 'main_orchestrator', status: 'success', user_id: 'u_1', session_id: 's_waterfall' };
  await postAll([
    { ...run, execution_id: 'parent', started_at: at(0), ended_at: at(9400), execution_time_ms: 9400, output_data: { plan: 'rivers' } },
    { ...run, execution_id: 'child-a', agent_name: 'retriever', parent_execution_id: 'parent', started_at: at(200), ended_at: at(1500), execution_time_ms: 1300 },
    { ...run, execution_id: 'child-b', agent_name: 'tutor', parent_execution_id: 'parent', started_at: at(1600), ended_at: at(8800), execution_time_ms: 7200 },
  ]);
  await counted();
});
