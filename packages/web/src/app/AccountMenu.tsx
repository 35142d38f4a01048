import { LogoutOutlined, SolutionOutlined, UserOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useSession, useSignOut } from '../lib/session.ts';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

export function AccountMenu() {
  const t = useText(texts);
  const session = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut(() => navigate({ to: '/sign-in' }));
  const place = session.organName ?? session.grants[0]?.roleTitle;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'own', icon: <SolutionOutlined />, label: t('own') },
          { key: 'account', icon: <UserOutlined />, label: t('myAccount') },
          { type: 'divider' },
          { key: 'sign-out', icon: <LogoutOutlined />, label: t('signOut') },
        ],
        onClick: ({ key }) => (key === 'sign-out' ? signOut.mutate() : void navigate({ to: `/${key}` })),
      }}
    >
      <Button type="text" className="account">
        <UserOutlined />
        <span className="visually-hidden">{t('account')}</span>
        <span className="account-name">{session.name}</span>
        {place && <span className="account-place">{place}</span>}
      </Button>
    </Dropdown>
  );
}
