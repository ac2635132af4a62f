import type { AgentNumbers } from './types';

export interface AgentRow {
  agent_name: string;
  running: number;
  metrics: AgentNumbers;
}

/** `GET /api/admin/agents` */
export interface AgentsAnswer {
  agents: readonly AgentRow[];
}
