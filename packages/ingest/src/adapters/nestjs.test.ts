import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { login, testCollector } from '../testing/collector.js';
import { type MountedCollector, SLUICE_COLLECTOR, SluiceModule } from './nestjs.js';

class Hello {
  hello(): string {
    return 'hello';
  }
}
Get()(Hello.prototype, 'hello', Object.getOwnPropertyDescriptor(Hello.prototype, 'hello') as PropertyDescriptor);
Controller('hello')(Hello);

it('serves a collector beside the routes of a Nest application, and closes it with the application', async () => {
  const { collector, stored, letters } = testCollector();
  class App {}
  Module({ controllers: [Hello], imports: [SluiceModule.forRoot(collector, { prefix: '/collect' })] })(App);
  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const post = async (path: string, body: string, type: string) => {
    const response = await fetch(url + path, { method: 'POST', body, headers: { 'content-type': type } });
    return [response.status, Object.keys((await response.json()) as object)];
  };

  expect(await (await fetch(`${url}/hello`)).text()).toBe('hello');
  expect(await post('/collect/events', login(1), 'application/json')).toEqual([202, ['results']]);
  expect(await post('/collect/events', login(2), 'text/plain')).toEqual([202, ['results']]);
  expect(await post('/collect/events/login', '{"userId":', 'application/json')).toEqual([400, ['error', 'results']]);
  expect(await post('/events', login(3), 'application/json')).toEqual([404, ['message', 'error', 'statusCode']]);
  expect((await fetch(`${url}/collect/readyz`)).status).toBe(200);
  expect(stored.map((line) => JSON.parse(line).userId)).toEqual([1, 2]);
  expect(letters.map(({ raw }) => raw)).toEqual(['{"userId":']);
  await app.close();
  await expect(collector.app.inject({ method: 'POST', url: '/events' })).rejects.toThrow('closed');
});

it('leaves the routes of the application alone without a prefix, too', async () => {
  const { collector, stored } = testCollector();
  class App {}
  Module({ controllers: [Hello], imports: [SluiceModule.forRoot(collector)] })(App);
  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  expect(await (await fetch(`${url}/hello`)).text()).toBe('hello');
  expect((await fetch(`${url}/events`, { method: 'POST', body: login(1) })).status).toBe(202);
  expect(stored).toHaveLength(1);
  await app.close();
});

it('makes the collector of what Nest injects, and can be injected itself', async () => {
  const { collector } = testCollector();
  class Settings {}
  Module({ providers: [{ provide: 'prefix', useValue: 'x' }], exports: ['prefix'] })(Settings);
  const given: unknown[] = [];
  const mounted = SluiceModule.forRootAsync({
    imports: [Settings],
    inject: ['prefix'],
    useFactory: async (prefix: string) => {
      given.push(prefix);
      return collector;
    },
    prefix: '/collect',
  });
  class App {}
  Module({ imports: [mounted] })(App);
  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, '127.0.0.1');
  const answer = await fetch(`${await app.getUrl()}/collect/events`, { method: 'POST', body: login(1) });
  expect([answer.status, given]).toEqual([202, ['x']]);
  expect(app.get<MountedCollector>(SLUICE_COLLECTOR, { strict: false }).counters.values().accepted).toBe(1);
  await app.close();
});
