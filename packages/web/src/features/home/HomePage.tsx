import { type ComponentType, lazy, Suspense } from 'react';
import type { Feature, HomeCard } from '../../app/feature.ts';
import { useFeatures } from '../../app/features-context.ts';
import { Day } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState, Loading } from '../../kit/states.tsx';
import { comma } from '../../lib/language.ts';
import { useMayAny, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { hourHere, todayHere } from '../../lib/time.ts';
import { ownHome } from '../own/index.ts';
import { cardsOf, greetingAt, isSupervised } from './home.rules.ts';
import { texts } from './texts.ts';

const drawn = new Map<string, ComponentType>();
function partOf(card: HomeCard): ComponentType {
  const part = drawn.get(card.key) ?? lazy(card.card);
  drawn.set(card.key, part);
  return part;
}

const OwnPage = lazy(ownHome);

/** The first page: of people in supervised units what concerns them, of everybody else what they have to do today. */
export default function HomePage() {
  return isSupervised(useSession()) ? (
    <Suspense fallback={<Loading />}>
      <OwnPage />
    </Suspense>
  ) : (
    <Desk />
  );
}

/** What this account has to do today, from cards that the features bring. */
function Desk() {
  const t = useText(texts);
  const session = useSession();
  const features: readonly Feature[] = useFeatures();
  const cards = cardsOf(features, useMayAny());
  const roles = [...new Set(session.grants.map((grant) => grant.roleTitle))].join(comma());
  const about = session.organName ? t('roles', { place: session.organName, roles }) : roles;
  return (
    <Page
      title={t(greetingAt(hourHere()), { name: session.name })}
      windowTitle={t('title')}
      description={
        <>
          {about} <Day day={todayHere()} style="long" />
        </>
      }
    >
      {cards.length === 0 ? (
        <EmptyState title={t('noCards')} />
      ) : (
        <div className="workbench">
          {cards.map((card) => {
            const Card = partOf(card);
            return (
              <div key={card.key} className={`workbench-${card.span ?? 1}`}>
                <Suspense fallback={<Loading />}>
                  <Card />
                </Suspense>
              </div>
            );
          })}
        </div>
      )}
    </Page>
  );
}
