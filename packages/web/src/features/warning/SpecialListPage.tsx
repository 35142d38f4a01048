import { MarkList } from './MarkListPage.tsx';

export default function SpecialListPage() {
  return <MarkList kind="listing" />;
}
