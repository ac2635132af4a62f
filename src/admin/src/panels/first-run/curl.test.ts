import { expect, test } from 'vitest';
import { curl } from './curl';

test('on this machine the command works as it stands', () => {
  const command = curl({ origin: 'http://localhost:5080', hostname: 'localhost' });

  expect(command).toContain('curl http://localhost:5080/api/executions');
  expect(command).not.toContain('Authorization');
});

test('elsewhere it names the key to fill in', () => {
  expect(curl({ origin: 'https://monitor.example', hostname: 'monitor.example' })).toContain('Bearer $AGENTMONITOR_KEY');
});
