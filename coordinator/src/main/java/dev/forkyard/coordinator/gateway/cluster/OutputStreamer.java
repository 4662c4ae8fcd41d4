package dev.forkyard.coordinator.gateway.cluster;

import com.google.protobuf.ByteString;
import dev.forkyard.coordinator.engine.WorkerOutput;
import dev.forkyard.coordinator.engine.WorkerOutput.Slice;
import dev.forkyard.coordinator.engine.WorkerOutput.Stream;
import dev.forkyard.coordinator.gateway.Replies;
import dev.forkyard.proto.v1.OutputStream;
import dev.forkyard.proto.v1.TailLogsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Sends a worker's output to one caller, as fast as that one reads: what is overwritten meanwhile
 * is skipped, so nothing is kept for the slow. Thread-safe: woken by the worker's output and by
 * netty; never blocks.
 */
final class OutputStreamer {
    private static final int CHUNK_BYTES = 64 * 1024;

    /** Without follow a worker that prints faster than the caller reads would be endless. */
    private static final long UNFOLLOWED_BYTES_MAX = 16L << 20;

    private final WorkerOutput output;
    private final boolean follow;
    private final ServerCallStreamObserver<TailLogsResponse> call;
    private final Map<Stream, Long> positions = new EnumMap<>(Stream.class);
    private long sentBytes;
    private boolean over;
    private Runnable stopListening = () -> {};

    OutputStreamer(
            WorkerOutput output,
            List<Stream> streams,
            boolean follow,
            ServerCallStreamObserver<TailLogsResponse> call) {
        this.output = output;
        this.follow = follow;
        this.call = call;
        streams.forEach(stream -> positions.put(stream, 0L));
    }

    /** Begins to send. Called once, before the handler of the call returns. */
    void start() {
        call.setOnReadyHandler(this::flush);
        call.setOnCancelHandler(this::cancelled);
        Runnable stop = output.whenMore(this::flush);
        boolean late;
        synchronized (this) {
            late = over;
            stopListening = stop;
        }
        if (late) {
            stop.run();
        }
        flush();
    }

    private synchronized void flush() {
        boolean more = true;
        while (more && !over && call.isReady()) {
            more = false;
            for (Stream stream : List.copyOf(positions.keySet())) {
                more |= sendFrom(stream);
            }
            boolean enough = !follow && (!more || sentBytes >= UNFOLLOWED_BYTES_MAX);
            if (!over && (enough || positions.isEmpty())) {
                end();
                Replies.complete(call);
            }
        }
    }

    /** Whether something was sent. */
    private boolean sendFrom(Stream stream) {
        long from = positions.getOrDefault(stream, 0L);
        Slice slice = output.read(stream, from, CHUNK_BYTES);
        if (slice.bytes().length == 0) {
            if (slice.ended()) {
                positions.remove(stream);
            }
            return false;
        }
        positions.put(stream, slice.start() + slice.bytes().length);
        sentBytes += slice.bytes().length;
        call.onNext(
                TailLogsResponse.newBuilder()
                        .setStream(wire(stream))
                        .setOffset(slice.start())
                        .setData(ByteString.copyFrom(slice.bytes()))
                        .build());
        return true;
    }

    private synchronized void cancelled() {
        end();
    }

    private void end() {
        over = true;
        stopListening.run();
    }

    private static OutputStream wire(Stream stream) {
        return switch (stream) {
            case STDOUT -> OutputStream.OUTPUT_STREAM_STDOUT;
            case STDERR -> OutputStream.OUTPUT_STREAM_STDERR;
        };
    }
}
