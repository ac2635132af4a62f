import type { PageProps } from '../pages';
import { AllAgents } from './AllAgents';
import { OneAgent } from './OneAgent';
import './agents.css';

/** What each agent does, how well, how fast, and for how much. */
export default function AgentsPage({ rest: [name] }: PageProps) {
  return name === undefined ? <AllAgents /> : <OneAgent key={name} name={name} />;
}
