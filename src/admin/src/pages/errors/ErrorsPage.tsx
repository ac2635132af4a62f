import type { PageProps } from '../pages';
import { AllErrors } from './AllErrors';
import { OneGroup } from './OneGroup';

/** What fails, told once for each cause, down to every single failure. */
export default function ErrorsPage({ rest: [fingerprint] }: PageProps) {
  return fingerprint === undefined ? <AllErrors /> : <OneGroup key={fingerprint} fingerprint={fingerprint} />;
}
