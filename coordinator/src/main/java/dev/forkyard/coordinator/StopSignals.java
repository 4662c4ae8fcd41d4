package dev.forkyard.coordinator;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT as calls. Thread-safe. The JVM's own handling cannot do it: it ignores every
 * signal after the first, and a drain must be cut short by a second.
 *
 * <p>{@code sun.misc.Signal} of the module jdk.unsupported is the only way, on JDK 17 as on 25. It
 * is called by reflection because javac warns of the name and cannot be told not to, and warnings
 * are errors here.
 */
final class StopSignals {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final int SIGNAL_EXIT_BASE = 128;

    private final AtomicInteger seen = new AtomicInteger();
    private final Runnable first;
    private final IntConsumer second;

    private StopSignals(Runnable first, IntConsumer second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Has signals call from now on, each on a thread of its own. Where that cannot be had, the
     * JVM's own handling stays: the first signal runs the shutdown hooks.
     *
     * @param first for the first one
     * @param second for each later one, with the exit code that the shell gives to it
     */
    static void listen(Runnable first, IntConsumer second) {
        StopSignals signals = new StopSignals(first, second);
        try {
            for (String name : List.of("TERM", "INT")) {
                signals.handle(name);
            }
        } catch (ReflectiveOperationException e) {
            LOG.warn("a second signal will not cut a drain short", e);
        }
    }

    private void handle(String name) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        int number = (Integer) signalType.getMethod("getNumber").invoke(signal);
        InvocationHandler calls =
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("handle")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    arrived(number);
                    return null;
                };
        Object handler =
                Proxy.newProxyInstance(
                        StopSignals.class.getClassLoader(), new Class<?>[] {handlerType}, calls);
        signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
    }

    private void arrived(int number) {
        if (seen.getAndIncrement() == 0) {
            first.run();
        } else {
            second.accept(SIGNAL_EXIT_BASE + number);
        }
    }
}
