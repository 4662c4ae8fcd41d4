package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.ResponseStream;
import dev.forkyard.client.cli.output.Progress;
import dev.forkyard.client.cli.primes.list.ListAction.Listing;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.PrimeForm;
import dev.forkyard.proto.wire.WireRanges;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Lists the ranges of one command, one after the other. Confined to the command's thread. */
final class ListRun {
    private final Session session;
    private final ListWords words;
    private final OutputStream out;
    private final boolean begins;
    private final ForkyardClient client;
    private final PrimeSink sink;
    private double numbersDone;

    ListRun(Listing listing, Session session, ForkyardClient client) {
        this.session = session;
        this.words = listing.words();
        this.out = listing.out();
        this.begins = listing.begins();
        this.client = session.timeLeft().map(client::within).orElse(client);
        this.sink = sink();
    }

    /**
     * Lists them.
     *
     * @return the exit code
     * @throws UncheckedIOException if they cannot be written
     */
    int run() {
        try (Progress progress = new Progress(session, words.width())) {
            if (begins) {
                sink.begin(out);
            }
            long left = words.limit();
            for (UnsignedRange range : words.ranges()) {
                if (left != 0) {
                    left -= list(range, left, progress);
                }
            }
            sink.end(out);
            out.flush();
            return ExitCode.SUCCEEDED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many primes it wrote; less than all of 2^64, so that no limit is not used up. */
    private long list(UnsignedRange range, long left, Progress progress) throws IOException {
        long count = 0;
        try (ResponseStream<ListPrimesResponse> chunks = client.listPrimes(request(range, left))) {
            Optional<ListPrimesResponse> next = chunks.next();
            while (next.isPresent()) {
                ListPrimesResponse chunk = next.get();
                sink.write(chunk, out);
                count += chunk.getCount();
                long width = chunk.getRange().getEnd() - chunk.getRange().getStart();
                numbersDone += UnsignedRange.toDouble(width);
                show(progress);
                next = chunks.next();
            }
        }
        return count;
    }

    /** A bar between the lines of a list would be in their way. */
    private void show(Progress progress) {
        boolean linesOnTerminal =
                words.file().isEmpty() && session.environment().terminal().stdout();
        if (!linesOnTerminal) {
            progress.update(numbersDone / Math.max(1, words.width()));
        }
    }

    private ListPrimesRequest request(UnsignedRange range, long left) {
        ListPrimesRequest.Builder request =
                ListPrimesRequest.newBuilder()
                        .setRange(WireRanges.toWire(range))
                        .setForm(PrimeForm.PRIME_FORM_BITMAP)
                        .setPriority(words.execution().getPriority());
        if (words.execution().hasPolicy()) {
            request.setPolicy(words.execution().getPolicy());
        }
        if (words.limit() != ListWords.UNLIMITED) {
            request.setLimit(left);
        }
        return request.build();
    }

    private PrimeSink sink() {
        if (words.bitmap()) {
            return new BitmapSink();
        }
        return switch (session.format()) {
            case TEXT -> new LineSink("");
            case CSV -> new LineSink(LineSink.CSV_HEADER);
            case JSON -> new JsonSink();
        };
    }
}
