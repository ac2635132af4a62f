import { expect, test } from 'vitest';
import { SAMPLES } from './samples';

test.each(SAMPLES)('on this machine the $label sample works as it stands', ({ code }) => {
  const text = code({ origin: 'http://localhost:5080', hostname: 'localhost' });

  expect(text).toContain('http://localhost:5080/api/executions');
  expect(text).not.toContain('Authorization');
});

test.each(SAMPLES)('elsewhere the $label sample names the key to fill in', ({ code }) => {
  const text = code({ origin: 'https://monitor.example', hostname: 'monitor.example' });

  expect(text).toContain('AGENTMONITOR_KEY');
  expect(text).toContain('Bearer');
});
