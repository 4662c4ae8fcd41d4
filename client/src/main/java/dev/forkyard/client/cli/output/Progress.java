package dev.forkyard.client.cli.output;

import dev.forkyard.client.cli.session.Session;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar with rate and time left on stderr, on a terminal only. Confined to the command's thread.
 *
 * <p>It appears after 300 ms, so that short calls show none: below that a bar is a flicker. The
 * library's own console is not used, as its look at the terminal costs more than many a command.
 */
public final class Progress implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final int REDRAW_MILLIS = 200;
    private static final long STEPS_MAX = 1L << 53;

    private final Session session;
    private final long total;
    private final long startNanos = System.nanoTime();
    private @Nullable ProgressBar bar;

    /** Read by the library's thread, too. */
    private volatile double fraction;

    /**
     * Nothing shows yet.
     *
     * @param total numbers to go through, as many as 2^53 to the unit
     */
    public Progress(Session session, double total) {
        this.session = session;
        this.total = (long) Math.max(1, Math.min(STEPS_MAX, total));
    }

    /** How often {@link #update} should be called at least. */
    public Duration pace() {
        return PATIENCE;
    }

    /**
     * Notes how far the work is.
     *
     * @param fraction 0…1
     */
    public void update(double fraction) {
        if (!session.showsProgress() || elapsed().compareTo(PATIENCE) < 0) {
            return;
        }
        if (bar == null) {
            bar = start();
        }
        this.fraction = fraction;
        bar.stepTo((long) (Math.max(0, Math.min(1, fraction)) * total));
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** The library's own divides whole nanoseconds by billions of steps, which gives 0. */
    private Optional<Duration> timeLeft() {
        double done = fraction;
        if (done <= 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) (elapsed().toNanos() * (1 - done) / done)));
    }

    private ProgressBar start() {
        ProgressBarBuilder builder =
                new ProgressBarBuilder()
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(REDRAW_MILLIS)
                        .setConsumer(
                                new Line(
                                        session.environment().err(),
                                        session.environment().terminal().columns()))
                        .startsFrom(0, elapsed())
                        .setEtaFunction(state -> timeLeft())
                        .clearDisplayOnFinish()
                        .showSpeed();
        // Of the units that show some hundred numbers or more, the largest.
        int thousands = (int) Math.max(0, (Math.log10(total) - 2) / 3);
        String unit = new String[] {"", "K", "M", "G", "T", "P"}[Math.min(5, thousands)];
        return builder.setUnit(unit, (long) Math.pow(1000, Math.min(5, thousands))).build();
    }

    /** Draws over the same line again and again. Called by the library's one thread. */
    private record Line(PrintWriter err, int columns) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return columns - 1;
        }

        @Override
        public void accept(String text) {
            err.print(String.format(Locale.ROOT, "\r%s", text));
            err.flush();
        }

        @Override
        public void clear() {
            err.print("\r" + " ".repeat(columns - 1) + "\r");
            err.flush();
        }

        @Override
        public void close() {}
    }
}
