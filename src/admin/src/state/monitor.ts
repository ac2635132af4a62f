import { computed, effect, signal } from '@preact/signals';
import type { ApiClient } from '../api/client';
import type { HealthAnswer } from '../api/health';
import type { ErrorsAnswer, ExecutionsAnswer, MetricsAnswer } from '../api/types';
import { LiveConnection } from '../live/connection';
import type { Frame } from '../live/frames';
import { hub } from '../live/hub';
import { rowsOf } from '../live/rows';
import { stream } from '../live/stream';
import { range } from './address';
import { arrive, emptyFeed, FEED_ROWS, pause, resume, snapshot, type Feed } from './feed';
import { Resource } from './resource';
import { throttle } from './throttle';

const HEALTH_MS = 15_000;

/** Everything a signed-in page knows, and what keeps it true. */
export class Monitor {
  readonly metrics: Resource<MetricsAnswer>;
  readonly errors: Resource<ErrorsAnswer>;
  readonly executions: Resource<ExecutionsAnswer>;
  readonly health: Resource<HealthAnswer>;
  readonly feed = signal<Feed>(emptyFeed);
  readonly connection: LiveConnection;

  /** True until the server has ever been told of an execution. */
  readonly isNew = computed(() => {
    const metrics = this.metrics.value.value.data?.metrics;
    const list = this.executions.value.value.data;
    const nothing = metrics !== undefined && metrics.total_requests + (metrics.running ?? 0) + metrics.cancelled === 0;
    return nothing && list !== null && list.executions.length === 0 && this.feed.value.rows.length === 0;
  });

  private readonly refreshNumbers = throttle(() => this.metrics.refresh(), 1000);
  private readonly refreshErrors = throttle(() => this.errors.refresh(), 2000);
  private pushed = new Set<string>();
  private stops: (() => void)[] = [];

  constructor(readonly api: ApiClient) {
    this.metrics = new Resource((signal) => api.get(`/api/admin/metrics?hours=${range.value.hours}`, signal));
    this.errors = new Resource((signal) => api.get(`/api/admin/errors?limit=10&hours=${range.value.hours}`, signal));
    this.executions = new Resource((signal) => api.get(`/api/executions?limit=${FEED_ROWS}`, signal));
    this.health = new Resource((signal) => api.get('/api/health/quick', signal));
    this.connection = new LiveConnection([hub(api), stream(api)], {
      frame: (frame) => this.take(frame),
      resync: () => this.resync(),
    });
  }

  start(): () => void {
    const timer = setInterval(() => void this.health.refresh(), HEALTH_MS);
    this.connection.start();
    this.stops = [this.followRange(), () => clearInterval(timer), () => this.connection.stop()];
    return () => {
      this.stops.forEach((stop) => stop());
      [this.metrics, this.errors, this.executions, this.health].forEach((resource) => resource.dispose());
    };
  }

  pauseFeed(): void {
    this.feed.value = pause(this.feed.value);
  }

  resumeFeed(): void {
    this.feed.value = resume(this.feed.value);
  }

  private async resync(): Promise<boolean> {
    const reached = await Promise.all([
      this.metrics.refresh(),
      this.errors.refresh(),
      this.health.refresh(),
      this.refreshFeed(),
    ]);
    return reached.every(Boolean);
  }

  private async refreshFeed(): Promise<boolean> {
    this.pushed = new Set();
    const reached = await this.executions.refresh();
    const { data, problem, loading } = this.executions.value.value;
    if (data !== null && problem === null && !loading) {
      this.feed.value = snapshot(this.feed.value, data.executions, this.pushed);
    }

    return reached;
  }

  private take(frame: Frame): void {
    switch (frame.type) {
      case 'execution:new':
      case 'execution:updated':
        this.arrived(frame.data);
        break;
      case 'metrics:update':
        this.refreshNumbers();
        break;
      case 'error:occurred':
        this.refreshErrors();
        break;
      case 'health:changed':
        void this.health.refresh();
        break;
    }
  }

  private arrived(data: unknown): void {
    const rows = rowsOf(data);
    rows.forEach((row) => this.pushed.add(row.execution_id));
    this.feed.value = arrive(this.feed.value, rows);
    this.refreshNumbers();
  }

  // Numbers of another range are another answer: the panels show their skeletons until it is there.
  private followRange(): () => void {
    let shown = range.value;
    return effect(() => {
      if (range.value !== shown) {
        shown = range.value;
        this.metrics.clear();
        this.errors.clear();
        void this.metrics.refresh();
        void this.errors.refresh();
      }
    });
  }
}
