import { Button } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { useText } from '../../lib/texts.ts';
import type { Dossier } from './dossier.api.ts';
import { texts } from './texts.ts';

interface Props {
  facts: Dossier['portrait']['facts'];
  onOpen: (materialId: string) => void;
}

/** Facts that sources tell differently, side by side and without a verdict. */
export function Contradictions({ facts, onOpen }: Props) {
  const t = useText(texts);
  if (facts.length === 0) return null;
  return (
    <section className="contradictions">
      <h3>{t('contradictions')}</h3>
      <p>{t('contradictionsAbout')}</p>
      <table>
        <tbody>
          {facts.map((fact) => (
            <tr key={fact.fact}>
              <th scope="row">{fact.title}</th>
              {fact.statements.map((statement) => (
                <td
                  key={`${statement.materialId}${statement.value}`}
                  className={statement.stale ? 'stale' : undefined}
                >
                  <strong>{statement.value}</strong>
                  <br />
                  <Button type="link" size="small" onClick={() => onOpen(statement.materialId)}>
                    {statement.itemTitle}
                  </Button>{' '}
                  <Day day={statement.day} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
