import { Button, type ButtonProps } from 'antd';
import { type ReactNode, useState } from 'react';
import { ReasonDialog } from './ReasonDialog.tsx';

interface Props {
  label: ReactNode;
  /** Title of the dialog; the label when it is a text. */
  title?: string;
  /** What will happen, in one or two sentences. */
  children?: ReactNode;
  reason?: 'required' | 'optional' | 'none';
  reasonLabel?: string;
  /** Ends or takes away something: the dialog says so in cinnabar, the page stays calm. */
  danger?: boolean;
  /** Does it; a refusal thrown stays in the dialog, which closes on success. */
  onConfirm: (reason: string) => Promise<unknown>;
  button?: Omit<ButtonProps, 'onClick' | 'danger'>;
}

/** A button for what can't be taken back: asks first, for a reason too when one is due. */
export function ConfirmAction({
  label,
  title,
  children,
  reason = 'none',
  danger,
  onConfirm,
  ...rest
}: Props) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const confirm = async (text: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onConfirm(text);
      setOpen(false);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const heading = title ?? (typeof label === 'string' ? label : '');
  return (
    <>
      <Button
        {...rest.button}
        onClick={() => {
          setProblem(undefined);
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <ReasonDialog
        open={open}
        title={heading}
        reason={reason}
        {...(rest.reasonLabel ? { reasonLabel: rest.reasonLabel } : {})}
        danger={danger === true}
        busy={busy}
        problem={problem}
        confirmLabel={heading}
        onConfirm={(text) => void confirm(text)}
        onCancel={() => setOpen(false)}
      >
        {children}
      </ReasonDialog>
    </>
  );
}
