export { Packs } from '../platform/packs/registry.ts';
export { COUNTY_SEED, type CountyServer, startCountyServer } from './county-server.ts';
export { TestClient, type TestReply } from './test-client.ts';
export {
  type BareServer,
  startBareServer,
  startTestServer,
  TEST_NOW,
  type TestServer,
} from './test-server.ts';
