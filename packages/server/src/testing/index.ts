export { TestClient, type TestReply } from './test-client.ts';
export { startTestServer, type TestServer } from './test-server.ts';
