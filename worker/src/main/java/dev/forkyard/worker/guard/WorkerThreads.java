package dev.forkyard.worker.guard;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes every thread that the worker itself runs: named, and with the rule that an exception which
 * none of them caught ends the process. Thread-safe. Threads of user code keep the JVM's rule.
 */
public final class WorkerThreads {
    private final ProcessEnd end;

    /** Makes threads that end the process through {@code end}. */
    public WorkerThreads(ProcessEnd end) {
        this.end = end;
    }

    /** Starts a thread that does not keep the process alive. */
    public Thread startDaemon(String name, Runnable body) {
        Thread thread = daemons(name).newThread(body);
        thread.start();
        return thread;
    }

    /** Starts a thread that keeps the process alive until it returns. */
    public Thread start(String name, Runnable body) {
        Thread thread = newThread(name, body);
        thread.start();
        return thread;
    }

    /** Makes daemon threads of one name for an executor of one thread. */
    public ThreadFactory daemons(String name) {
        return body -> {
            Thread thread = newThread(name, body);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Executes one command after the other on a daemon thread that is there while it is needed. */
    public Executor onDemand(String name) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(name));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private Thread newThread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setUncaughtExceptionHandler(
                (failed, failure) ->
                        end.halt(ExitCode.INTERNAL, failed.getName() + " failed: " + failure));
        return thread;
    }
}
