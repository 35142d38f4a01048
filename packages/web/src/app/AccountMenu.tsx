import { LogoutOutlined, SolutionOutlined, UserOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { texts as kitTexts } from '../kit/texts.ts';
import { hasKept } from '../lib/kept.ts';
import { useSession, useSignOut } from '../lib/session.ts';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

export function AccountMenu() {
  const t = useText(texts);
  const kit = useText(kitTexts);
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const signOut = useSignOut(() => navigate({ to: '/sign-in' }));
  const place = session.organName ?? session.grants[0]?.roleTitle;
  return (
    <>
      <Modal
        open={asking}
        title={kit('keptUnsent')}
        okText={kit('keptSignOut')}
        okButtonProps={{ danger: true }}
        onOk={() => signOut.mutate()}
        onCancel={() => setAsking(false)}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'own', icon: <SolutionOutlined />, label: t('own') },
            { key: 'account', icon: <UserOutlined />, label: t('myAccount') },
            { type: 'divider' },
            { key: 'sign-out', icon: <LogoutOutlined />, label: t('signOut') },
          ],
          onClick: ({ key }) => {
            if (key !== 'sign-out') void navigate({ to: `/${key}` });
            else if (hasKept(session.accountId)) setAsking(true);
            else signOut.mutate();
          },
        }}
      >
        <Button type="text" className="account">
          <UserOutlined />
          <span className="visually-hidden">{t('account')}</span>
          <span className="account-name">{session.name}</span>
          {place && <span className="account-place">{place}</span>}
        </Button>
      </Dropdown>
    </>
  );
}
