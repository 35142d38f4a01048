import type { Route } from '@plumbline/contract/route';
import { Button, type ButtonProps, Modal } from 'antd';
import { useState } from 'react';
import type { Asked } from '../lib/call.ts';
import { download } from '../lib/download.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props<P, Q, B, R> {
  label: string;
  route: Route<P, Q, B, R>;
  asked: Asked<P, Q, B>;
  button?: Omit<ButtonProps, 'onClick' | 'loading'>;
}

/** A file of the server, in the language of the page; a refusal is told here instead of on a bare page. */
export function SaveFile<P, Q, B, R>({ label, route, asked, button }: Props<P, Q, B, R>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    await download(route, asked).catch(setProblem);
    setBusy(false);
  };
  return (
    <>
      <Button
        size="small"
        // A link in a text begins where the text does.
        {...(button?.type === 'link' ? { style: { paddingInline: 0 } } : {})}
        {...button}
        loading={busy}
        onClick={() => void save()}
      >
        {label}
      </Button>
      <Modal
        open={problem !== undefined}
        title={label}
        footer={null}
        onCancel={() => setProblem(undefined)}
        destroyOnHidden
      >
        <ProblemAlert problem={problem} />
      </Modal>
    </>
  );
}
