package dev.forkyard.coordinator.dispatch;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the loop, of the workers' streams and of the callers' connections: one and the
 * same, as long as there are few workers, because every change of threads costs a short call more
 * than all that is done for it. With many workers streams and connections get threads of their own.
 * Thread-safe. Closed after the loop and the servers.
 */
public final class LinkThreads implements AutoCloseable {
    private static final int WORKERS_OF_ONE_THREAD = 8;
    private static final int THREADS_OF_CALLS = 2;

    private final EventLoopGroup loop;
    private final EventLoopGroup links;
    private final EventLoopGroup calls;

    private LinkThreads(EventLoopGroup loop, EventLoopGroup links, EventLoopGroup calls) {
        this.loop = loop;
        this.links = links;
        this.calls = calls;
    }

    /** Makes the threads for so many workers. */
    public static LinkThreads of(int workers) {
        EventLoopGroup loop = group("forkyard-loop", 1);
        if (workers <= WORKERS_OF_ONE_THREAD) {
            return new LinkThreads(loop, loop, loop);
        }
        return new LinkThreads(
                loop, group("forkyard-link", 1), group("forkyard-grpc", THREADS_OF_CALLS));
    }

    /** The thread that the loop takes its turns on. */
    public ScheduledExecutorService loop() {
        return loop.next();
    }

    /** The thread of the streams. */
    EventLoopGroup links() {
        return links;
    }

    /** The threads of the callers' connections. */
    public EventLoopGroup calls() {
        return calls;
    }

    @Override
    public void close() {
        calls.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        links.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static EventLoopGroup group(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads,
                work -> {
                    Thread thread = new FastThreadLocalThread(work, name);
                    thread.setDaemon(true);
                    return thread;
                },
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }
}
