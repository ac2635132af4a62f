import { vi } from 'vitest';
import { budgets, heatmap, overview, realtime, timeline, topUsers, users } from './analytics';
import { agents, errors, health, metrics, row } from './answers';
import { costs, prices } from './money';
import { activity, escalations, oneAgent, oneSession, sessions } from './people';
import { settings } from './settings';
import { alert, alerts, apiStatus, deadLetters, monitorHealth, reconciled } from './watch';

type Answer = unknown | (() => Response);

/** What a server with a little work done answers, by path. */
export const ANSWERS: Readonly<Record<string, unknown>> = {
  '/api/admin/metrics': metrics(),
  '/api/admin/agents': agents,
  '/api/admin/errors': errors,
  '/api/executions': { executions: [row('e1')], next_cursor: null },
  '/api/health/quick': health,
  '/api/admin/alerts': alerts(),
  '/api/admin/alerts/history': { alerts: [alert({ state: 'resolved', resolved_at: '2026-10-20T10:30:00Z' })], next_cursor: null },
  '/api/admin/agents/{name}': oneAgent,
  '/api/admin/budgets': budgets,
  '/api/admin/dead-letters': deadLetters,
  '/api/admin/escalations': escalations,
  '/api/admin/health': monitorHealth(),
  '/api/admin/prices': prices(),
  '/api/admin/realtime': realtime,
  '/api/admin/reconcile': reconciled(),
  '/api/admin/sessions': sessions,
  '/api/admin/settings': settings(),
  '/api/admin/sessions/{id}': oneSession,
  '/api/admin/user-activity/{user_id}': activity(),
  '/api/admin/users': users,
  '/api/analytics/costs': costs(),
  '/api/analytics/heatmap': heatmap,
  '/api/analytics/overview': overview(),
  '/api/analytics/timeline': timeline(),
  '/api/analytics/users': topUsers,
  '/api/status/api-status': apiStatus,
};

/** Stands in for the server behind fetch: answers by path, and remembers what was asked. */
export function answering(answers: Record<string, Answer> = {}) {
  const all: Record<string, Answer> = { ...ANSWERS, ...answers };
  const requests: { path: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    requests.push({ path: url, init });
    const answer = all[url.split('?')[0] ?? ''];
    if (typeof answer === 'function') {
      return (answer as () => Response)();
    }

    return answer === undefined ? problem(404, 'Nothing is here.') : Response.json(answer);
  });
  return requests;
}

export function problem(status: number, detail: string): Response {
  return Response.json({ title: 'Problem', detail, traceId: 'trace-1' }, { status });
}
