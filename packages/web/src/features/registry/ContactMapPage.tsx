import type { getContactMap } from '@plumbline/contract/registry';
import type { Reply } from '@plumbline/contract/route';
import { Link } from '@tanstack/react-router';
import { Page, Section } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { AsOf } from './parts/AsOf.tsx';
import './registry.css';
import { useContactMap } from './registry.api.ts';
import { texts } from './relation.texts.ts';

type ContactMap = Reply<typeof getContactMap>;

/** Which officer of which organ answers for which units and persons (联系分工). */
export default function ContactMapPage() {
  const t = useText(texts);
  const [state, change] = useUrlState<'on'>();
  const map = useContactMap(state.on);
  return (
    <Page
      title={t('map')}
      description={t('mapAbout')}
      actions={<AsOf on={state.on} onChange={(on) => change({ on })} />}
    >
      <Loaded read={map}>
        {(data) => (
          <>
            {data.withoutContact > 0 && (
              <p>
                <Link to="/units?contact=none">{t('without', { count: data.withoutContact })}</Link>
              </p>
            )}
            {data.organs.length === 0 ? (
              <EmptyState title={t('mapEmpty')}>{t('mapEmptyAbout')}</EmptyState>
            ) : (
              <div className="contact-map">
                {data.organs.map((organ) => (
                  <Section key={organ.id} title={organ.name}>
                    {organ.officers.map((officer) => (
                      <OfficerEntry key={officer.id} officer={officer} />
                    ))}
                  </Section>
                ))}
              </div>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function OfficerEntry({ officer }: { officer: ContactMap['organs'][number]['officers'][number] }) {
  const t = useText(texts);
  const { units, persons } = officer;
  return (
    <section>
      <h3>
        {officer.name}{' '}
        <small>
          {[
            units.length > 0 && t('unitsOf', { count: units.length }),
            persons.length > 0 && t('personsOf', { count: persons.length }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </h3>
      <ul className="name-flow">
        {units.map((unit) => (
          <li key={unit.id}>
            <Link to={`/units/${unit.id}`}>{unit.name}</Link>
          </li>
        ))}
        {persons.map((person) => (
          <li key={person.id}>
            <Link to={`/persons/${person.id}`}>{person.name}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
