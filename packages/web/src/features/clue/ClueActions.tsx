import { Link } from '@tanstack/react-router';
import { Button, Space } from 'antd';
import { type Matter, MatterActions } from '../matter/parts/index.ts';
import { type Clue, OUTDATED } from './clue.api.ts';
import { MoveClue } from './MoveClue.tsx';
import RegisterClue from './RegisterClue.tsx';

/** Steps on the clue; the move to the right subject has a dialog of its own. */
export function ClueActions({ clue, matter }: { clue: Clue; matter: Matter }) {
  const moves = clue.actions.filter((action) => action.moves);
  // A repeat is merged from the list of what it resembles.
  const own = clue.actions.filter((action) => action.moves || action.merges || action.handsUp);
  const handsUp = clue.actions.find((action) => action.handsUp);
  return (
    <Space wrap>
      <MatterActions matter={matter} except={own.map((action) => action.code)} outdates={OUTDATED} />
      {moves.map((action) => (
        <MoveClue key={action.code} clue={clue} title={action.title} />
      ))}
      {clue.maySplit && <RegisterClue from={clue} />}
      {handsUp && (
        <Link to={`/clues/${clue.id}/hand-up` as string}>
          <Button danger tabIndex={-1}>
            {handsUp.title}
          </Button>
        </Link>
      )}
    </Space>
  );
}
