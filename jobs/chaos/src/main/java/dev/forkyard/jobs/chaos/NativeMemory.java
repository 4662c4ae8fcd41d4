package dev.forkyard.jobs.chaos;

import dev.forkyard.common.job.TaskContext;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Memory outside of the heap, and how to crash by it. Stateless.
 *
 * <p>{@code sun.misc.Unsafe}, because Java 17 has nothing else that ends in a real SIGSEGV or takes
 * memory that no option of the JVM limits. By reflection, because it gives its instance to nobody
 * and each mention of its name is a compiler's warning that cannot be switched off.
 */
final class NativeMemory {
    private static final long MIB = 1 << 20;
    private static final long TURN_MILLIS = 10;
    private static final double MILLIS_PER_SECOND = 1000;

    // Above any limit that a worker is given, and below what most machines have.
    private static final long LEAKED_MIB_MAX = 4096;

    private NativeMemory() {}

    /** Ends the process by SIGSEGV. */
    static void crash() {
        call("putAddress", 0L, 0L);
    }

    /**
     * Takes memory and touches all of it.
     *
     * @param mibPerSecond the rate
     * @return false: it was cancelled, and gave all of it back
     * @throws IllegalStateException if nobody stopped it at {@value #LEAKED_MIB_MAX} MiB
     */
    static boolean leak(long mibPerSecond, TaskContext context) throws InterruptedException {
        List<Long> blocks = new ArrayList<>();
        long start = System.nanoTime();
        try {
            while (!context.cancelled()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                double due = mibPerSecond * millis / MILLIS_PER_SECOND;
                while (blocks.size() < due && blocks.size() < LEAKED_MIB_MAX) {
                    long block = (Long) call("allocateMemory", MIB);
                    call("setMemory", block, MIB, (byte) 1);
                    blocks.add(block);
                }
                if (blocks.size() >= LEAKED_MIB_MAX) {
                    throw new IllegalStateException(
                            "nobody stopped a leak of %d MiB".formatted(LEAKED_MIB_MAX));
                }
                Thread.sleep(TURN_MILLIS);
            }
            return false;
        } finally {
            blocks.forEach(block -> call("freeMemory", block));
        }
    }

    private static Object call(String name, Object... arguments) {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Byte ? byte.class : long.class;
        }
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            Method method = type.getMethod(name, types);
            return method.invoke(instance.get(null), arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("sun.misc.Unsafe." + name + " cannot be called", e);
        }
    }
}
