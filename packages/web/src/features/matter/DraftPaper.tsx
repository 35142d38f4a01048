import { Alert, Button } from 'antd';
import { useState } from 'react';
import { DocumentView } from '../../kit/document/DocumentView.tsx';
import { Loaded } from '../../kit/states.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { useDraft } from './matter.api.ts';
import { texts } from './texts.ts';

/** The paper that a step would issue once it is approved; whoever decides on it has it before them at once. */
export function DraftPaper({ matterId, title, shown }: { matterId: string; title: string; shown: boolean }) {
  const t = useText(texts);
  const [open, setOpen] = useState(shown);
  const draft = useDraft(matterId, open);
  return (
    <>
      <h3>
        {t('draft', { title })}{' '}
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'draftHide' : 'draftShow')}
        </Button>
      </h3>
      {open && (
        <Loaded read={draft}>
          {(body) => (
            <>
              {body.missing.length > 0 && (
                <Alert
                  type="warning"
                  title={t('draftMissing', {
                    fields: body.missing.map((field) => field.title).join(comma()),
                  })}
                />
              )}
              <DocumentView label={title} body={body} />
            </>
          )}
        </Loaded>
      )}
    </>
  );
}
