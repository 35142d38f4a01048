import { type CountyServer, startCountyServer, type TestClient } from '@plumbline/server/testing';
import { afterAll, beforeAll } from 'vitest';
import { Story } from './story.ts';

/** A story file's server and transcript. Its chapters run one after the other and share what they did. */
export interface Tale {
  readonly server: CountyServer;
  readonly story: Story;
  /** For what belongs to a check and not to the story: nothing of it goes into the transcript. */
  aside(who: string): Promise<TestClient>;
}

/** Starts the sample county before the tests of the file; writes the transcript after them. */
export function beginTale(file: string, title: string): Tale {
  let server: CountyServer | undefined;
  let story: Story | undefined;
  const begun = <T>(value: T | undefined): T => {
    if (!value) throw new Error('The tale has not begun yet');
    return value;
  };
  beforeAll(async () => {
    server = await startCountyServer();
    story = new Story(server, file, title);
  });
  afterAll(async () => {
    story?.save();
    await server?.stop();
  });
  return {
    get server() {
      return begun(server);
    },
    get story() {
      return begun(story);
    },
    aside: (who) => begun(server).as(who),
  };
}
