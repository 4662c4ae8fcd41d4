package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.ResponseStream;
import dev.forkyard.client.cli.output.Progress;
import dev.forkyard.client.cli.primes.list.ListAction.Listing;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.Range;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Lists the ranges of one command, one after the other. Confined to the command's thread.
 *
 * @param <R> the chunks of a list
 */
final class ListRun<R> {
    private final Session session;
    private final ListWords words;
    private final OutputStream out;
    private final boolean begins;
    private final ForkyardClient client;
    private final Listed<R> listed;
    private double numbersDone;

    private ListRun(Listed<R> listed, Listing listing, Session session, ForkyardClient client) {
        this.session = session;
        this.words = listing.words();
        this.out = listing.out();
        this.begins = listing.begins();
        this.client = session.timeLeft().map(client::within).orElse(client);
        this.listed = listed;
    }

    static ListRun<?> of(Listing listing, Session session, ForkyardClient client) {
        ListWords words = listing.words();
        return words.size() == 1
                ? new ListRun<>(new ListedPrimes(words, session.format()), listing, session, client)
                : new ListRun<>(
                        new ListedTuplets(words, session.format()), listing, session, client);
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
                listed.begin(out);
            }
            long left = words.limit();
            for (UnsignedRange range : words.ranges()) {
                if (left != 0) {
                    left -= list(range, left, progress);
                }
            }
            listed.end(out);
            out.flush();
            return ExitCode.SUCCEEDED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many it wrote; less than all of 2^64, so that no limit is not used up. */
    private long list(UnsignedRange range, long left, Progress progress) throws IOException {
        long count = 0;
        try (ResponseStream<R> chunks = listed.open(client, range, left)) {
            Optional<R> next = chunks.next();
            while (next.isPresent()) {
                R chunk = next.get();
                listed.write(chunk, out);
                count += listed.count(chunk);
                Range about = listed.about(chunk);
                numbersDone += UnsignedRange.toDouble(about.getEnd() - about.getStart());
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
}
