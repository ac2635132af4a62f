import type { Anomaly, TimelineAnswer, TimelinePoint } from '../../../api/timeline';
import type { ChartModel, Line, Mark } from '../../../charts/model';
import { count } from '../../../format/numbers';
import { dayAndMonth, hourAndMinute, month, shortTime, weekday } from '../../../format/time';
import type { ChartMetric } from './metrics';

/** What the timeline shows of one metric. */
export function timelineModel(answer: TimelineAnswer, metric: ChartMetric, comparing: boolean, zone: string): ChartModel {
  const { series, previous } = answer;
  const [main, ...more] = metric.lines;
  const partial = series.findIndex(({ is_partial }) => is_partial);
  const lines: Line[] = main === undefined ? [] : [{ ...main, kind: 'area', values: series.map(main.value) }];
  if (main !== undefined && comparing && previous.some((point) => main.value(point) !== null)) {
    // The period before lies under this one, step by step.
    const values = series.map((_, index) => (previous[index] === undefined ? null : main.value(previous[index])));
    lines.push({ label: metric.lines.length > 1 ? `${main.label}, period before` : 'Period before', tone: 'quiet', kind: 'dashed', values });
  }

  lines.push(...more.map<Line>((line) => ({ ...line, kind: 'line', values: series.map(line.value) })));
  return {
    starts: series.map(({ start }) => Date.parse(start)),
    lines,
    format: metric.format,
    partialFrom: partial < 0 ? undefined : partial,
    marks: marksOf(answer, metric),
    bucket: (index) => bucketText(answer, series[index], zone),
  };
}

/** 4.2 standard deviations above 22, from the trailing 24 buckets. */
function marksOf({ series, anomalies }: TimelineAnswer, metric: ChartMetric): Mark[] {
  return anomalies
    .filter((anomaly) => anomaly.metric === metric.anomaly)
    .map((anomaly) => ({ index: series.findIndex(({ start }) => start === anomaly.start), text: markText(anomaly, metric) }))
    .filter(({ index }) => index >= 0);
}

function markText({ deviation, direction, expected, baseline }: Anomaly, { format }: ChartMetric): string {
  const than = baseline === 'same_hour_of_week' ? 'as in this hour of other weeks' : 'as in the 24 steps before';
  return `${count(Math.round(Math.abs(deviation) * 10) / 10)} standard deviations ${direction} the ${format(expected)} to be expected, ${than}`;
}

function bucketText({ granularity }: TimelineAnswer, point: TimelinePoint | undefined, zone: string): string {
  if (point === undefined) {
    return '';
  }

  const rest = point.is_partial ? ', not over yet' : '';
  switch (granularity) {
    case 'hour':
      return `${shortTime(point.start, zone)} – ${hourAndMinute(point.end, zone)}${rest}`;
    case 'day':
      return `${weekday(point.start, zone)}${rest}`;
    case 'week':
      return `Week of ${dayAndMonth(point.start, zone)}${rest}`;
    case 'month':
      return `${month(point.start, zone)}${rest}`;
  }
}
