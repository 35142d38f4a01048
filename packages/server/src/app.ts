import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { Service } from '@plumbline/policy';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { identity, type LoadSample, SessionAuthenticator, SetUp } from './modules/identity/index.ts';
import { modulesOf } from './modules.ts';
import type { Services } from './platform/context/context.ts';
import { newId } from './platform/db/id.ts';
import { Listener } from './platform/db/listener.ts';
import { registerFaultTexts } from './platform/errors/fault-texts.ts';
import { Endpoints } from './platform/http/endpoints.ts';
import { healthRoutes } from './platform/http/health.ts';
import type { Module } from './platform/http/module.ts';
import { installProblems } from './platform/http/problems.ts';
import { serveClient } from './platform/http/static-client.ts';
import { PACK_CHANNEL } from './platform/packs/registry.ts';

export interface AppOptions {
  services: Omit<
    Services,
    'log' | 'forgetSessions' | 'effects' | 'projections' | 'sights' | 'guards' | 'records'
  >;
  databaseUrl: string;
  /** Checks every reply against its schema, as the tests want it; otherwise replies are written as they are. */
  strictReplies?: boolean;
  /** Folder of the built web client; left out: API only. */
  client?: string;
  logLevel?: string;
  tls?: { cert: Buffer; key: Buffer };
  /** Loads the sample county when the set-up asks for it; left out: not offered. */
  loadSample?: LoadSample;
}

export interface App {
  server: FastifyInstance;
  endpoints: Endpoints;
  modules: readonly Module[];
  setUp: SetUp;
}

const BODY_LIMIT = 2 * 1024 * 1024;

/** Composes the whole server; nothing listens yet. */
export async function buildApp(options: AppOptions): Promise<App> {
  const server = Fastify({
    bodyLimit: BODY_LIMIT,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    logger: { level: options.logLevel ?? 'info', redact: ['req', 'res'] },
    routerOptions: { maxParamLength: 200 },
    ...(options.tls ? { https: options.tls } : {}),
  }) as unknown as FastifyInstance;
  const services: Services = {
    ...options.services,
    log: server.log,
    effects: {},
    projections: {},
    sights: {},
    guards: {},
    records: {},
    forgetSessions: () => authenticator.forget(),
  };
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(
    options.strictReplies ? serializerCompiler : () => (data) => JSON.stringify(data),
  );
  installProblems(server, { client: options.client !== undefined });
  logRequests(server);
  await server.register(cookie);
  await server.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] });
  await server.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: options.tls ? [] : null,
      },
    },
    hsts: options.tls !== undefined,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: { title: 'Plumbline', version: '0.1.0', description: '准绳 · API' },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'plumbline_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await server.register(swaggerUi, { routePrefix: '/api/docs' });

  const authenticator = new SessionAuthenticator(services, options.databaseUrl);
  server.addHook('onClose', () => authenticator.close());
  await authenticator.start();
  const packChoices = new Listener(options.databaseUrl, PACK_CHANNEL, () => followPacks(services));
  server.addHook('onClose', () => packChoices.close());
  await packChoices.start();
  const endpoints = new Endpoints(server, services, authenticator);
  const setUp = new SetUp(services, options.loadSample);
  const modules = [identity(authenticator, setUp), ...modulesOf()];
  healthRoutes(server, services);
  for (const module of modules) {
    registerFaultTexts(module.texts ?? {});
    Object.assign(services.effects, module.effects ?? {});
    addProjections(services, module);
    Object.assign(services.sights, module.sights ?? {});
    Object.assign(services.guards, module.guards ?? {});
    Object.assign(services.records, module.records ?? {});
    module.routes(endpoints);
  }
  server.get('/api/openapi.json', { schema: { hide: true } }, () => server.swagger());
  // Nothing under /api may be kept by a browser or a proxy.
  server.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
  });
  if (options.client) await serveClient(server, options.client);
  return { server, endpoints, modules, setUp };
}

/** Another version of a pack is in force: roles, forms and limits are read anew. */
function followPacks({ packs, log, forgetSessions }: Services): void {
  packs
    .refresh()
    .then(forgetSessions)
    .catch((error: Error) => log.error({ type: error.name }, 'packs'));
}

function addProjections({ projections }: Services, module: Module): void {
  for (const [service, handler] of Object.entries(module.projections ?? {})) {
    const list = projections[service as Service] ?? [];
    projections[service as Service] = [...list, handler];
  }
}

/** One line a request: route pattern, never the address itself, which may hold names or search words. */
function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}
