/**
 * A day and more of plausible work, the same in every run but for the day it ends on. Windows move while the tests run, so
 * nothing stands where it would fall out of one between a question to the API and a look at the page.
 */
export function history(count: number, now = Date.now()): Record<string, unknown>[] {
  const random = generator(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: count }, (_, index) => {
    const user = `u_${Math.floor(random() ** 2 * 40)}`;
    const ended = now - clearOfEdges(60_000 + Math.floor(random() ** 1.5 * 12 * DAY));
    const took = Math.round(Math.exp(6.5 + random() * 2.4));
    const input = 200 + Math.floor(random() * 4000);
    const failure = random() < 0.05 ? pick(FAILURES) : null;
    return {
      execution_id: `history-${index}`,
      agent_name: pick(AGENTS),
      user_id: user,
      session_id: `s_${user}_${Math.floor(ended / DAY)}`,
      status: failure?.status ?? 'success',
      ...(failure === null ? {} : { error_type: failure.error_type, error_message: failure.error_message }),
      started_at: new Date(ended - took).toISOString(),
      ended_at: new Date(ended).toISOString(),
      execution_time_ms: took,
      model_used: pick(['gpt-4o', 'gpt-4o-mini']),
      usage: { input_tokens: input, cache_read_tokens: Math.floor(input / 3), output_tokens: 50 + Math.floor(random() * 900) },
      input_data: { message: `Question ${index}` },
      region: pick(['westeurope', 'eastus']),
      language: pick(['en', 'de']),
      feature: pick(['flashcards', 'quiz', 'chat']),
      outcome: pick(['goal_reached', 'goal_missed']),
    };
  });
}

const DAY = 86_400_000;
const RUN = DAY / 24;
const EDGES = [DAY / 4, DAY, 2 * DAY, 7 * DAY];

/** How long ago it ended, moved off the hour before the end of a window. */
const clearOfEdges = (ago: number) => (EDGES.some((edge) => ago > edge - RUN && ago <= edge) ? ago - RUN : ago);
const AGENTS = ['main_orchestrator', 'tutor', 'quiz_builder', 'flashcards', 'summarizer'] as const;
const FAILURES = [
  { status: 'failure', error_type: 'RateLimit', error_message: 'Too many requests: 429 from upstream, retry after 20 s' },
  { status: 'timeout', error_type: 'Timeout', error_message: 'No answer within 30000 ms' },
  { status: 'failure', error_type: 'ToolError', error_message: "Tool 'search' failed for document 8812: connection reset" },
] as const;

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
