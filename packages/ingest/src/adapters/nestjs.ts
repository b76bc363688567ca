import { type DynamicModule, Module } from '@nestjs/common';
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

/** A Nest module in front of a collector. */
export const SluiceModule = {
  /**
   * Answers below a prefix as the collector does: `imports: [SluiceModule.forRoot(collector, { prefix: '/collect' })]`. It stands
   * in front of Nest's body parsers, because the collector needs the bytes as they were sent; guards, pipes and filters do not
   * apply there. When the application shuts down, the collector is closed (`app.enableShutdownHooks()` for signals); its sink and
   * dead letters are closed after that by whoever opened them.
   */
  forRoot(collector: Pick<Collector, 'app' | 'close'>, options: MountOptions = {}): DynamicModule {
    const mounted = {
      provide: Symbol('mounted collector'),
      inject: [HttpAdapterHost],
      useFactory: ({ httpAdapter }: HttpAdapterHost) => {
        // Factories run before Nest adds its parsers, which it does when the application is initialised.
        (httpAdapter as unknown as Middleware).use(nodeHandler(collector, options));
        return { onApplicationShutdown: () => collector.close() };
      },
    };
    return { module: CollectorModule, providers: [mounted] };
  },
};
