import { Modal } from 'antd';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { type CatalogueItem, useAppraisals } from './dossier.api.ts';
import { texts } from './texts.ts';

interface Props {
  subjectId: string;
  item: CatalogueItem;
  onClose: () => void;
}

/** Sealed appraisals together: how often each answer was given, and what was written, without authors. */
export function Appraisals({ subjectId, item, onClose }: Props) {
  const t = useText(texts);
  const read = useAppraisals(subjectId, item.code);
  return (
    <Modal open title={item.title} footer={null} width={760} onCancel={onClose}>
      <Loaded read={read}>
        {(data) =>
          data.enough ? (
            <>
              <table className="ratings">
                <tbody>
                  {data.ratings.map((rating) => (
                    <tr key={rating.pointer}>
                      <th scope="row">{rating.title}</th>
                      <td>{rating.answers.map((answer) => `${answer.title} ${answer.count}`).join('　')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {data.texts.map((text) => (
                <section key={text.pointer}>
                  <h3>{text.title}</h3>
                  <ul>
                    {text.values.map((value) => (
                      <li key={value}>{value}</li>
                    ))}
                  </ul>
                </section>
              ))}
            </>
          ) : (
            <p>{t('sealedFew')}</p>
          )
        }
      </Loaded>
    </Modal>
  );
}
