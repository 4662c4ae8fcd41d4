package dev.forkyard.client.cli.job;

import com.google.protobuf.Timestamp;
import dev.forkyard.client.cli.chaos.ChaosText;
import dev.forkyard.client.cli.output.Colors;
import dev.forkyard.client.cli.primes.PrimesText;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A job's parts in words. Stateless. */
final class JobText {
    private JobText() {}

    /** The state without its prefix. */
    static String state(JobState state) {
        return state.name().replace("JOB_STATE_", "");
    }

    /** The state in a colour. */
    static String state(JobState state, Colors colors) {
        String text = state(state);
        return switch (state) {
            case JOB_STATE_SUCCEEDED -> colors.good(text);
            case JOB_STATE_RUNNING -> colors.busy(text);
            case JOB_STATE_FAILED -> colors.bad(text);
            case JOB_STATE_PARTIALLY_SUCCEEDED, JOB_STATE_CANCELLING, JOB_STATE_CANCELLED ->
                    colors.warning(text);
            default -> text;
        };
    }

    /** The priority as the option writes it. */
    static String priority(JobSpec spec) {
        return switch (spec.getPriority()) {
            case PRIORITY_HIGH -> "high";
            case PRIORITY_LOW -> "low";
            default -> "normal";
        };
    }

    /** The words of the direct command, its first ranges only. */
    static String what(JobSpec spec) {
        return switch (spec.getInputCase()) {
            case COUNT_PRIMES,
                    FIND_NTH_PRIME,
                    SUM_PRIMES,
                    COUNT_TUPLETS,
                    FIND_LARGEST_GAP,
                    TEST_PRIMES ->
                    PrimesText.words(spec);
            case CHAOS_ITEMS -> ChaosText.words(spec.getChaosItems());
            case LIST_PRIMES -> "primes list " + range(spec.getListPrimes().getRange());
            case LIST_TUPLETS ->
                    "primes tuplets --list --sizes %d %s"
                            .formatted(
                                    spec.getListTuplets().getSize(),
                                    range(spec.getListTuplets().getRange()));
            case GENERATE_CAPTCHAS -> "captcha batch " + spec.getGenerateCaptchas().getCount();
            case INPUT_NOT_SET -> "?";
        };
    }

    /** A share as per cent. */
    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f%%", fraction * 100);
    }

    /** A moment in RFC 3339. */
    static String time(Timestamp time) {
        return instant(time).toString();
    }

    /** How long ago a moment was, never below zero. */
    static Duration age(Timestamp time, Instant now) {
        Duration age = Duration.between(instant(time), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** How many numbers the jobs go through. */
    static double width(List<JobSpec> specs) {
        return specs.stream().mapToDouble(PrimesText::width).sum();
    }

    /** A range in canonical decimals. */
    static String range(Range range) {
        return Long.toUnsignedString(range.getStart())
                + ".."
                + Long.toUnsignedString(range.getEnd());
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
