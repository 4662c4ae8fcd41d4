package dev.forkyard.coordinator.gateway.cluster;

import dev.forkyard.coordinator.engine.WorkerOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a test prints to standard output; standard error stays empty. Thread-safe. */
final class PrintedOutput implements WorkerOutput {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private byte[] printed = new byte[0];
    private boolean ended;

    void print(String text) {
        synchronized (this) {
            byte[] more = text.getBytes(StandardCharsets.UTF_8);
            int before = printed.length;
            printed = Arrays.copyOf(printed, before + more.length);
            System.arraycopy(more, 0, printed, before, more.length);
        }
        listeners.forEach(Runnable::run);
    }

    void end() {
        synchronized (this) {
            ended = true;
        }
        listeners.forEach(Runnable::run);
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public synchronized Slice read(Stream stream, long from, int most) {
        if (stream == Stream.STDERR) {
            return new Slice(0, new byte[0], ended);
        }
        int to = (int) Math.min(printed.length, from + most);
        return new Slice(from, Arrays.copyOfRange(printed, (int) from, to), ended);
    }

    @Override
    public Runnable whenMore(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
