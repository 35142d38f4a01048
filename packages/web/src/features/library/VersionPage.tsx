import { Navigate } from '@tanstack/react-router';
import { Loaded } from '../../kit/states.tsx';
import { usePathParam } from '../../lib/url.ts';
import { useVersionOf } from './library.api.ts';

/** Lists of matters know a version only: it leads to its entry, with that version chosen. */
export default function VersionPage() {
  const version = useVersionOf(usePathParam('id'));
  return (
    <Loaded read={version}>
      {({ id, itemId }) => (
        <Navigate to={`/library/${itemId}` as string} search={{ version: id } as never} replace />
      )}
    </Loaded>
  );
}
