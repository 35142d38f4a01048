import { Alert, Button, Form, Input, Upload } from 'antd';
import { useEffect, useState } from 'react';
import { fieldErrors } from '../../kit/field-errors.ts';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useText } from '../../lib/texts.ts';
import { type Entry, textOf, useReading } from './library.api.ts';
import { Preview } from './Preview.tsx';
import { texts } from './texts.ts';

interface Props {
  store: string | undefined;
  holds: Entry['holds'];
  problem: unknown;
  value?: string;
  onChange?: (text: string) => void;
}

/** The preview follows when the typing rests. */
const REST_MS = 500;

function useResting(text: string): string {
  const [resting, setResting] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setResting(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return resting;
}

/** The text of an entry, typed, pasted or taken from a file, beside how it is cut into articles. */
export function TextField({ store, holds, problem, value = '', onChange }: Props) {
  const t = useText(texts);
  const [taking, setTaking] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  // What stood here before a file took its place, to bring it back.
  const [replaced, setReplaced] = useState<{ text: string; name: string }>();
  const reading = useReading(store, useResting(value));
  const faults = fieldErrors(problem).find(({ name }) => name[0] === 'text')?.errors ?? [];
  const take = async (file: File) => {
    setTaking(true);
    setRefused(undefined);
    try {
      const text = await textOf(file);
      setReplaced({ text: value, name: file.name });
      onChange?.(text);
    } catch (error) {
      setRefused(error);
    } finally {
      setTaking(false);
    }
  };
  return (
    <>
      <div className="library-take">
        <Upload
          accept=".docx,.pdf,.txt"
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Button loading={taking}>{t('takeFromFile')}</Button>
        </Upload>
        <small className="absent">{t('takeAbout')}</small>
      </div>
      <ProblemAlert problem={refused} />
      {replaced && (
        <Alert
          type="info"
          role="status"
          title={t('taken', { name: replaced.name })}
          action={
            replaced.text !== '' && (
              <Button
                size="small"
                onClick={() => {
                  onChange?.(replaced.text);
                  setReplaced(undefined);
                }}
              >
                {t('takeBack')}
              </Button>
            )
          }
        />
      )}
      <div className="library-writing">
        <Form.Item
          label={holds === 'collection' ? t('foreword') : t('text')}
          htmlFor="library-text"
          required={holds !== 'collection'}
          extra={holds === 'articles' ? t('textAbout') : t('textAboutPlain')}
          {...(faults.length > 0 ? { validateStatus: 'error' as const, help: faults.join(' ') } : {})}
        >
          <Input.TextArea
            id="library-text"
            value={value}
            onChange={(event) => onChange?.(event.target.value)}
            autoSize={{ minRows: 16, maxRows: 40 }}
            spellCheck={false}
          />
        </Form.Item>
        <Preview
          counted={holds === 'articles'}
          reading={reading.data}
          text={value}
          pending={reading.isFetching}
          error={reading.error}
        />
      </div>
    </>
  );
}
