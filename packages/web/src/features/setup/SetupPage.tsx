import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../../kit/Page.tsx';
import { Loaded, Message } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { SetupDone } from './SetupDone.tsx';
import { SetupForm } from './SetupForm.tsx';
import './setup.css';
import { type Made, useSetup } from './setup.api.ts';
import { texts } from './texts.ts';

/** Sets a new server up, once, by the code that its console shows. */
export default function SetupPage() {
  const t = useText(texts);
  const setup = useSetup();
  const [made, setMade] = useState<Made>();
  return (
    <Loaded read={setup}>
      {(state) => {
        if (made) return <SetupDone made={made} sample={state.sample} onAgain={() => setMade(undefined)} />;
        if (!state.needed)
          return (
            <Message title={t('already')} page actions={<Link to="/sign-in">{t('toSignIn')}</Link>}>
              {t('alreadyText')}
            </Message>
          );
        return (
          <Page title={t('title')} description={t('about')} narrow>
            <SetupForm state={state} onDone={setMade} />
          </Page>
        );
      }}
    </Loaded>
  );
}
