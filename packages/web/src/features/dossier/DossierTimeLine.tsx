import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { TimeLine } from '../../kit/TimeLine.tsx';
import { useText } from '../../lib/texts.ts';
import type { Dossier } from './dossier.api.ts';
import { texts } from './texts.ts';

interface Props {
  entries: Dossier['timeLine'];
  onOpen: (materialId: string) => void;
}

/** Entries, appointments and matters in one order. */
export function DossierTimeLine({ entries, onOpen }: Props) {
  const t = useText(texts);
  return (
    <Section title={t('timeLine')}>
      <TimeLine
        label={t('timeLine')}
        entries={entries.map((entry) => ({
          key: `${entry.kind}${entry.refId}${entry.day}`,
          when: <Day day={entry.day} />,
          title:
            entry.kind === 'material' ? (
              <Button type="link" size="small" onClick={() => onOpen(entry.refId)}>
                {entry.title}
              </Button>
            ) : entry.kind === 'instruction' ? (
              <Link to={`/instructions/${entry.refId}`}>{entry.title}</Link>
            ) : entry.kind === 'matter' ? (
              <Link to={`/matters/${entry.refId}`}>{entry.title}</Link>
            ) : (
              entry.title
            ),
          about: entry.withheld ? `${entry.detail ?? ''} ${t('onlyWithSlip')}` : entry.detail,
          ...(entry.withheld ? { tone: 'quiet' as const } : {}),
        }))}
      />
    </Section>
  );
}
