import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Collector } from '../collector/collector.js';
import { type MountOptions, nodeHandler } from './node-http.js';

/** Calls its argument for every request, before Nest's own body parsers. */
interface Middleware {
  use(handler: ReturnType<typeof nodeHandler>): void;
}

/** What Nest knows the module by. */
class CollectorModule {}
Module({})(CollectorModule);

/** A collector as the module needs it. */
export type MountedCollector = Pick<Collector, 'app' | 'close' | 'counters'>;

/** Under this token the collector can be injected where the module is imported: `@Inject(SLUICE_COLLECTOR)`. */
export const SLUICE_COLLECTOR = Symbol('sluice collector');

/** A collector that is made of other providers, such as a configuration. */
export interface AsyncMount extends MountOptions, Pick<DynamicModule, 'imports'> {
  /** What `useFactory` is called with. */
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory: (...given: never[]) => MountedCollector | Promise<MountedCollector>;
}

/** A Nest module in front of a collector. */
export const SluiceModule = {
  /**
   * Answers below a prefix as the collector does: `imports: [SluiceModule.forRoot(collector, { prefix: '/collect' })]`. It stands
   * in front of Nest's body parsers, because the collector needs the bytes as they were sent; guards, pipes and filters do not
   * apply there. When the application shuts down, the collector is closed (`app.enableShutdownHooks()` for signals); its sink and
   * dead letters are closed after that by whoever opened them.
   */
  forRoot(collector: MountedCollector, options: MountOptions = {}): DynamicModule {
    return SluiceModule.forRootAsync({ ...options, useFactory: () => collector });
  },

  /** The same with a collector that is made of what Nest injects: `forRootAsync({ inject: [ConfigService], useFactory })`. */
  forRootAsync({ imports = [], inject = [], useFactory, ...options }: AsyncMount): DynamicModule {
    const collector = { provide: SLUICE_COLLECTOR, inject, useFactory };
    const mounted = {
      provide: Symbol('mounted collector'),
      inject: [HttpAdapterHost, SLUICE_COLLECTOR],
      useFactory: ({ httpAdapter }: HttpAdapterHost, made: MountedCollector) => {
        // Factories run before Nest adds its parsers, which it does when the application is initialised.
        (httpAdapter as unknown as Middleware).use(nodeHandler(made, options));
        return { onApplicationShutdown: () => made.close() };
      },
    };
    return { module: CollectorModule, imports, providers: [collector, mounted], exports: [SLUICE_COLLECTOR] };
  },
};
