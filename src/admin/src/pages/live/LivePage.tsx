import { Feed } from '../../panels/feed/Feed';

/** What is happening right now. */
export default function LivePage() {
  return (
    <>
      <h1 class="unseen">Live</h1>
      <Feed />
    </>
  );
}
