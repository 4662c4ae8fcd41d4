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
 * The thread of the loop and the one that reads and writes the workers' streams: the same, as long
 * as there are few workers, because every change of threads costs a short call more than all that
 * is done for it. With many workers the streams get a thread of their own. Thread-safe. Closed
 * after the loop.
 */
public final class LinkThreads implements AutoCloseable {
    private static final int WORKERS_OF_ONE_THREAD = 8;

    private final EventLoopGroup loop;
    private final EventLoopGroup links;

    private LinkThreads(EventLoopGroup loop, EventLoopGroup links) {
        this.loop = loop;
        this.links = links;
    }

    /** Makes the threads for so many workers. */
    public static LinkThreads of(int workers) {
        EventLoopGroup loop = group("forkyard-loop");
        return new LinkThreads(
                loop, workers > WORKERS_OF_ONE_THREAD ? group("forkyard-link") : loop);
    }

    /** The thread that the loop takes its turns on. */
    public ScheduledExecutorService loop() {
        return loop.next();
    }

    /** The thread of the streams. */
    EventLoopGroup links() {
        return links;
    }

    @Override
    public void close() {
        links.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static EventLoopGroup group(String name) {
        return new MultiThreadIoEventLoopGroup(
                1,
                work -> {
                    Thread thread = new FastThreadLocalThread(work, name);
                    thread.setDaemon(true);
                    return thread;
                },
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }
}
