import { expect, test } from 'vitest';
import { instantOf, isZone, offsetAt, wallClock } from './zones';

const HOUR = 3_600_000;

test('a zone is one that the browser knows', () => {
  expect(isZone('Europe/Berlin')).toBe(true);
  expect(isZone('Europe/Nowhere')).toBe(false);
});

test('clocks are read with halves and quarters of an hour', () => {
  const noon = Date.parse('2026-11-26T12:00:00Z');

  expect(wallClock(noon, 'Asia/Kolkata')).toBe('2026-11-26T17:30');
  expect(wallClock(noon, 'Asia/Kathmandu')).toBe('2026-11-26T17:45');
  expect(wallClock(noon, 'UTC')).toBe('2026-11-26T12:00');
});

test.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'])(
  'in %s every quarter of an hour of a year is read back as itself, but for the hours shown twice',
  (zone) => {
    const start = Date.parse('2026-01-01T00:00:00Z');
    const wrong: string[] = [];
    for (let instant = start; instant < start + 365 * 24 * HOUR; instant += HOUR / 4) {
      const back = instantOf(wallClock(instant, zone), zone);
      const shownTwice = wallClock(back, zone) === wallClock(instant, zone) && back < instant && instant - back <= HOUR;
      if (back !== instant && !shownTwice) {
        wrong.push(new Date(instant).toISOString());
      }
    }

    expect(wrong).toEqual([]);
  },
);

test('the hour that spring leaves out is an hour later, and the one that autumn repeats is the earlier', () => {
  expect(new Date(instantOf('2026-03-29T02:30', 'Europe/Berlin')).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  expect(new Date(instantOf('2026-10-25T02:30', 'Europe/Berlin')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
});

test('offsets follow daylight saving', () => {
  expect(offsetAt(Date.parse('2026-07-01T00:00:00Z'), 'Europe/Berlin')).toBe(2 * HOUR);
  expect(offsetAt(Date.parse('2026-12-01T00:00:00Z'), 'Europe/Berlin')).toBe(HOUR);
});

test('what is no time is no instant', () => {
  expect(instantOf('', 'UTC')).toBeNaN();
});
