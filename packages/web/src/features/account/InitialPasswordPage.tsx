import { useRouter } from '@tanstack/react-router';
import { useDocumentTitle } from '../../kit/Page.tsx';
import { safeBack } from '../../lib/back.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { texts } from './texts.ts';

export default function InitialPasswordPage() {
  const t = useText(texts);
  const router = useRouter();
  const [{ back }] = useUrlState<'back'>();
  useDocumentTitle(t('changeTitle'));
  return (
    <div className="sign-in">
      <h1 tabIndex={-1}>{t('changeTitle')}</h1>
      <p>{t('changeText')}</p>
      <PasswordForm onDone={() => router.history.push(safeBack(back))} />
    </div>
  );
}
