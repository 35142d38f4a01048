import { App, Form, Input, Modal, Radio } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { semicolon } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { type Party, useAsk } from './keeping.api.ts';
import { texts } from './keeping.texts.ts';

/** What is asked for: some items of some dossiers, or every gap of a unit and its people. */
export type Asking =
  | { unitId: string }
  | { subjects: { kind: 'person' | 'unit'; id: string }[]; items: string[]; owedBy?: readonly Party[] };

interface Props {
  asking: Asking;
  /** In words, for the reader of the dialog. */
  about: string;
  onClose: () => void;
}

interface Values {
  contributor?: string;
  due?: string | null;
  note?: string;
}

const NEAREST = '';

/** Asks for what is missing: of the nearest who owes it or of a chosen one, until when, with a note. */
export function AskDialog({ asking, about, onClose }: Props) {
  const t = useText(texts);
  const { message } = App.useApp();
  const ask = useAsk();
  const [form] = Form.useForm<Values>();
  const owedBy = 'owedBy' in asking ? (asking.owedBy ?? []) : [];
  const send = ({ contributor, due, note }: Values) => {
    const chosen = owedBy.find((party) => party.id === contributor);
    const what =
      'unitId' in asking ? { unitId: asking.unitId } : { subjects: asking.subjects, items: asking.items };
    ask.mutate(
      {
        body: {
          ...what,
          ...(chosen ? { contributor: { kind: chosen.kind, id: chosen.id } } : {}),
          ...(due ? { due } : {}),
          ...(note?.trim() ? { note: note.trim() } : {}),
        },
      },
      {
        onSuccess: ({ asked, sealed, skipped }) => {
          const reasons = [...new Set(skipped.map(({ reason }) => reason))].join(semicolon());
          const text = t('askedCount', { asked, sealed, skipped: skipped.length });
          void message.info(reasons ? `${text} ${reasons}` : text, reasons ? 8 : 4);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={t('ask')}
      okText={t('ask')}
      okButtonProps={{ loading: ask.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p>{about}</p>
      <OwnForm<Values> form={form} layout="vertical" initialValues={{ contributor: NEAREST }} onFinish={send}>
        {owedBy.length > 1 && (
          <Form.Item name="contributor" label={t('askOf')}>
            <Radio.Group
              className="choices"
              options={[
                { value: NEAREST, label: t('nearest', { name: owedBy[0]!.name }) },
                ...owedBy.slice(1).map((party) => ({ value: party.id, label: party.name })),
              ]}
            />
          </Form.Item>
        )}
        <Form.Item name="due" label={t('due')} extra={t('dueHint')}>
          <DayInput min={todayHere()} />
        </Form.Item>
        <Form.Item name="note" label={t('note')}>
          <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </OwnForm>
      <ProblemAlert problem={ask.error} />
    </Modal>
  );
}
