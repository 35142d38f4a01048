import { listAuthorities } from '@plumbline/contract/authority';
import type { Reply } from '@plumbline/contract/route';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import '../../kit/pack-form/pack-form.css';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useRead } from '../../lib/data.ts';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import './matter.css';
import { withStanding } from './matter.format.ts';
import { texts } from './texts.ts';

type Matrix = Reply<typeof listAuthorities>;
type Entry = Matrix['items'][number];

/** Who approves what: the matrix of the pack in force, by kind of work. */
export default function AuthorityPage() {
  const t = useText(texts);
  const matrix = useRead(listAuthorities, {}, { staleTime: 300_000 });
  return (
    <Page title={t('authorities')} description={t('authoritiesAbout')} actions={<PrintAction />}>
      <Loaded read={matrix}>
        {({ works, items }) =>
          items.length === 0 ? (
            <EmptyState />
          ) : (
            works.map((work) => (
              <Section key={work.code} title={work.title}>
                {items
                  .filter((item) => item.work.code === work.code)
                  .map((item) => (
                    <Authority key={item.code} authority={item} />
                  ))}
              </Section>
            ))
          )
        }
      </Loaded>
    </Page>
  );
}

const STANDING = {
  law: 'standing_law',
  'local-rule': 'standing_local',
  default: 'standing_default',
} as const;

function Authority({ authority }: { authority: Entry }) {
  const t = useText(texts);
  const say = useSay();
  return (
    <div className="authority">
      <h3>{authority.title}</h3>
      {authority.usedBy.length > 0 && (
        <p className="term-about">
          {t('authorityFor', { steps: authority.usedBy.join(say({ zh: '、', en: ', ' })) })}
        </p>
      )}
      <div className="form-view-rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('authorityWhom')}</th>
              <th scope="col">{t('authorityChain')}</th>
              <th scope="col">{t('authoritySource')}</th>
            </tr>
          </thead>
          <tbody>
            {authority.rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of the matrix keep their order
              <tr key={i}>
                <td>{row.when.length > 0 ? row.when.join(' · ') : t('authorityElse')}</td>
                <td>
                  <ol className="chain">
                    {row.steps.map((step) => (
                      <li key={step.title}>
                        {step.title}
                        {step.approvals.length > 1 && <small> {t('authorityJointly')}</small>}
                        <ul>
                          {step.approvals.map((one) => (
                            <li key={`${one.organ} ${one.permission}`}>
                              {one.organ} · {one.permission}
                            </li>
                          ))}
                        </ul>
                      </li>
                    ))}
                  </ol>
                </td>
                <td>{withStanding(row.source, t(STANDING[row.standing]))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
