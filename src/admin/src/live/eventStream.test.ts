import { expect, test } from 'vitest';
import { EventStreamReader } from './eventStream';

const STREAM = ': connected\n\nid: 1\nevent: a\ndata: {"x":1}\n\n: heartbeat\n\ndata: one\r\ndata: two\r\n\r\n';

function read(...pieces: string[]): string[] {
  const events: string[] = [];
  const reader = new EventStreamReader((data) => events.push(data));
  pieces.forEach((piece) => reader.push(piece));
  return events;
}

test('each event hands on its data, and comments are left out', () => {
  expect(read(STREAM)).toEqual(['{"x":1}', 'one\ntwo']);
});

test('it does not matter where the network cuts the text', () => {
  for (let cut = 0; cut <= STREAM.length; cut++) {
    expect(read(STREAM.slice(0, cut), STREAM.slice(cut))).toEqual(['{"x":1}', 'one\ntwo']);
  }
});

test('an event that was cut off is not handed on', () => {
  expect(read('data: half')).toEqual([]);
});
