import { Select as AntSelect, type SelectProps } from 'antd';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

/** A choice from a list. The opened list carries the field's name too, which the raw component leaves out. */
export function Select<Value = unknown>(props: SelectProps<Value>) {
  const { popupRender, allowClear } = props;
  const t = useText(texts);
  const [opened, setOpened] = useState(false);
  const several = props.mode === 'multiple';
  // The raw button that clears is called "Clear" in every language.
  const clear = allowClear
    ? { allowClear: { ...(typeof allowClear === 'object' ? allowClear : {}), label: t('clear') } }
    : {};
  const select = (
    <AntSelect<Value>
      {...props}
      {...clear}
      {...(several
        ? {
            open: props.open ?? opened,
            onOpenChange: (open: boolean) => {
              setOpened(open);
              props.onOpenChange?.(open);
            },
          }
        : {})}
      popupRender={(menu) => (
        <NamedPopup id={props.id} label={props['aria-label']}>
          {popupRender ? popupRender(menu) : menu}
        </NamedPopup>
      )}
    />
  );
  return several ? (
    <LeavingKeepsChoice onLeave={() => setOpened(false)}>{select}</LeavingKeepsChoice>
  ) : (
    select
  );
}

/**
 * The raw component takes Tab for Enter: in a list of several it takes the choice back that was just made. Here Tab
 * only leaves the text box, and the list closes: the next stop is often the button that clears, inside the field.
 */
function LeavingKeepsChoice({ onLeave, children }: { onLeave: () => void; children: ReactNode }) {
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return;
    event.stopPropagation();
    onLeave();
  };
  return (
    <span style={{ display: 'contents' }} onKeyDownCapture={leave}>
      {children}
    </span>
  );
}

interface PopupProps {
  id: string | undefined;
  label: string | undefined;
  children: ReactNode;
}

/** Names the lists inside by the field's own label, or by that of its form. */
function NamedPopup({ id, label, children }: PopupProps) {
  const box = useRef<HTMLDivElement>(null);
  // After every draw: a search that finds nothing swaps the list for another one.
  useLayoutEffect(() => {
    const name = label ?? (id && document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent);
    if (name)
      for (const list of box.current?.querySelectorAll('[role="listbox"]') ?? [])
        list.setAttribute('aria-label', name);
  });
  return <div ref={box}>{children}</div>;
}
