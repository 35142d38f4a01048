import { Section } from '../../kit/Page.tsx';
import { useText } from '../../lib/texts.ts';
import type { Matter } from './matter.api.ts';
import { texts } from './texts.ts';

/** A panel: who has a voice, what each said, and what came out. */
export function PanelSection({ panel }: { panel: Matter['panels'][number] }) {
  const t = useText(texts);
  const tally = panel.votes.map((vote) => `${vote.title} ${vote.count}`).join(' · ');
  return (
    <Section title={`${t('panel')} · ${panel.title}`}>
      <p>
        {t('quorum', { quorum: panel.quorum })} · {panel.quorate ? t('quorate') : t('notQuorate')} · {tally}
        {panel.outcome && (
          <>
            {' '}
            · <strong>{t(`outcome_${panel.outcome}`)}</strong>
          </>
        )}
      </p>
      <div className="form-view-rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('member')}</th>
              <th scope="col">{t('vote')}</th>
            </tr>
          </thead>
          <tbody>
            {panel.members.map((member, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: members keep their order
              <tr key={i}>
                <td>
                  {member.name ?? '—'} {member.chair && <small>{t('chair')}</small>}
                </td>
                <td>
                  {member.vote ?? <span className="absent">{t(member.present ? 'silent' : 'absent')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
