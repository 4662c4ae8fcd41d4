package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.PrimeBitmap;
import dev.forkyard.client.ResponseStream;
import dev.forkyard.client.cli.session.OutputFormat;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.wire.WireRanges;
import java.io.IOException;
import java.io.OutputStream;

/** Primes, which travel as bitmaps. Confined to the command's thread. */
final class ListedPrimes implements Listed<PrimeBitmap> {
    private final ListWords words;
    private final PrimeSink sink;

    ListedPrimes(ListWords words, OutputFormat format) {
        this.words = words;
        this.sink = sink(words, format);
    }

    @Override
    public ResponseStream<PrimeBitmap> open(ForkyardClient client, UnsignedRange range, long left) {
        ListPrimesRequest.Builder request =
                ListPrimesRequest.newBuilder()
                        .setRange(WireRanges.toWire(range))
                        .setPriority(words.execution().getPriority());
        if (words.execution().hasPolicy()) {
            request.setPolicy(words.execution().getPolicy());
        }
        if (words.limit() != ListWords.UNLIMITED) {
            request.setLimit(left);
        }
        return client.listPrimeBitmaps(request.build());
    }

    @Override
    public Range about(PrimeBitmap chunk) {
        return chunk.head().getRange();
    }

    @Override
    public long count(PrimeBitmap chunk) {
        return chunk.head().getCount();
    }

    @Override
    public void begin(OutputStream out) throws IOException {
        sink.begin(out);
    }

    @Override
    public void write(PrimeBitmap chunk, OutputStream out) throws IOException {
        try (chunk) {
            sink.write(chunk, out);
        }
    }

    @Override
    public void end(OutputStream out) throws IOException {
        sink.end(out);
    }

    private static PrimeSink sink(ListWords words, OutputFormat format) {
        if (words.bitmap()) {
            return new BitmapSink();
        }
        return switch (format) {
            case TEXT -> new LineSink("");
            case CSV -> new LineSink(words.csvHeader());
            case JSON -> new JsonSink();
        };
    }
}
