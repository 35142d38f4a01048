import { listJurisdictions } from '@plumbline/contract/session';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { PlumbMark } from '../../app/Brand.tsx';
import { useDocumentTitle } from '../../kit/Page.tsx';
import { ErrorState, Loading } from '../../kit/states.tsx';
import { texts as kit } from '../../kit/texts.ts';
import { safeBack } from '../../lib/back.ts';
import { useRead } from '../../lib/data.ts';
import { useLanguage } from '../../lib/language.ts';
import { isProblem } from '../../lib/problem.ts';
import { type Credentials, hasPasskeys, usePasskeySignIn, useSignIn } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { CodeStep } from './CodeStep.tsx';
import { PasswordStep } from './PasswordStep.tsx';
import { SetupNotice } from './SetupNotice.tsx';
import { texts } from './texts.ts';

export default function SignInPage() {
  const t = useText(texts);
  useDocumentTitle(t('signIn'));
  const places = useRead(listJurisdictions, {}, { staleTime: 60_000 });
  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <PlumbMark size={44} />
        <div>
          <h1 tabIndex={-1}>{useText(kit)('product')}</h1>
          <p>{t('purpose')}</p>
        </div>
      </header>
      {places.data ? (
        places.data.needsSetup ? (
          <SetupNotice />
        ) : (
          <SignIn jurisdictions={places.data.items} />
        )
      ) : places.error ? (
        <ErrorState error={places.error} onRetry={places.refetch} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

interface Place {
  code: string;
  name: string;
  nameEn: string;
}

/** Password first; the authenticator's code is asked for only when the account has one. */
function SignIn({ jurisdictions }: { jurisdictions: readonly Place[] }) {
  const signIn = useSignIn();
  const router = useRouter();
  const [{ back }] = useUrlState<'back'>();
  const [waiting, setWaiting] = useState<Credentials>();
  const { reset } = signIn;
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal in the other language is of no use
  useEffect(() => reset(), [language, reset]);
  const attempt = (credentials: Credentials) =>
    signIn.mutate(credentials, {
      onSuccess: () => router.history.push(safeBack(back)),
      onError: (problem) => {
        if (!isProblem(problem, 'code-required')) return;
        setWaiting(credentials);
        signIn.reset();
      },
    });
  const byKey = usePasskeySignIn();
  const withPasskey = () => byKey.mutate(undefined, { onSuccess: () => router.history.push(safeBack(back)) });
  const shared = { busy: signIn.isPending || signIn.isSuccess, problem: signIn.error };
  if (waiting) {
    return (
      <CodeStep
        {...shared}
        username={waiting.username}
        onCode={(code) => attempt({ ...waiting, code })}
        onBack={() => {
          signIn.reset();
          setWaiting(undefined);
        }}
      />
    );
  }
  return (
    <PasswordStep
      {...shared}
      busy={shared.busy || byKey.isPending}
      problem={shared.problem ?? byKey.error}
      jurisdictions={jurisdictions}
      onSubmit={(credentials) => {
        byKey.reset();
        attempt(credentials);
      }}
      onPasskey={hasPasskeys() ? withPasskey : undefined}
    />
  );
}
