/** `POST /api/admin/users/{user_id}/forget` */
export interface ForgetAnswer {
  user_id_hash: string;
  executions: number;
  sessions: number;
  rollup_documents: number;
  state: 'done' | 'running';
}
