import type { PageProps } from '../pages';
import { AllUsers } from './AllUsers';
import { OneUser } from './OneUser';
import './users.css';

/** Who is here, who came back, and what each of them did. */
export default function UsersPage({ rest: [id] }: PageProps) {
  return id === undefined ? <AllUsers /> : <OneUser key={id} id={id} />;
}
