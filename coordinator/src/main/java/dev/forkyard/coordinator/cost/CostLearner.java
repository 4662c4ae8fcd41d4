package dev.forkyard.coordinator.cost;

import dev.forkyard.common.job.CostFactors;
import dev.forkyard.common.job.JobTypeId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Learns by which factor the estimates of each kind are off, from jobs that ended. Confined to one
 * thread; equal lessons give equal factors.
 *
 * <p>A lesson is the logarithm of spent ÷ expected, so that twice as much and half as much outweigh
 * each other, and its weight is the time behind it: the lesser of the two, because the first job of
 * a cold worker spends up to half a second too much in interpreted code, and must not count as much
 * as that. {@link #DOUBT_NANOS} of imagined work that was as expected stand against all lessons:
 * they make a cold job of 0.1 s that took six times as long a matter of some percent. Of what was
 * learned before, {@link #MEMORY_NANOS} count at most, so that a machine which changes is believed
 * after about as much work.
 *
 * <p>A kind that was seldom seen is expected to be off as its type's other kinds are: on a slow
 * machine all is slow, and a planner compares kinds. Without that, one who only ever chose one of
 * two ways would think that one dear and never know about the other.
 */
final class CostLearner {
    /** Below it a job is mostly messages and chance. */
    static final double SPENT_NANOS_MIN = 20e6;

    /** A factor is 1/4…4: what is further off is no matter of the machine. */
    static final double FACTOR_MAX = 4;

    /** How many kinds of all types are remembered; the one that was taught longest ago goes. */
    static final int KINDS_MAX = 64;

    private static final double DOUBT_NANOS = 2e9;
    private static final double MEMORY_NANOS = 60e9;

    // Of a doubling: 4 %, well below what one job differs from the next.
    private static final double STEPS = 16;

    private final Map<Key, Lessons> lessons = new LinkedHashMap<>();

    private record Key(JobTypeId type, String kind) {}

    /**
     * What was learned about one kind. Immutable.
     *
     * @param log₂ of the factor
     * @param weight the work behind it, in nanoseconds
     */
    private record Lessons(double log, double weight) {
        static final Lessons NONE = new Lessons(0, 0);

        Lessons and(double otherLog, double otherWeight) {
            double remembered = Math.min(weight, MEMORY_NANOS);
            double all = remembered + otherWeight;
            return new Lessons((log * remembered + otherLog * otherWeight) / all, all);
        }
    }

    /**
     * Takes a lesson.
     *
     * @param expectedNanos what a job's stages of one kind were expected to take
     * @param spentNanos the CPU time that they took, of all workers together
     * @return whether it was one
     */
    boolean learn(JobTypeId type, String kind, double expectedNanos, double spentNanos) {
        if (!canTeach(expectedNanos) || spentNanos < SPENT_NANOS_MIN) {
            return false;
        }
        double most = log2(FACTOR_MAX);
        double log = Math.max(-most, Math.min(most, log2(spentNanos / expectedNanos)));
        double weight = Math.min(MEMORY_NANOS, Math.min(expectedNanos, spentNanos));
        Key key = new Key(type, kind);
        Lessons before = lessons.remove(key);
        // Behind all others: it is the youngest now.
        lessons.put(key, (before == null ? Lessons.NONE : before).and(log, weight));
        if (lessons.size() > KINDS_MAX) {
            lessons.remove(lessons.keySet().iterator().next());
        }
        return true;
    }

    /** Whether work of which so much is expected can be a lesson at all. */
    static boolean canTeach(double expectedNanos) {
        return expectedNanos >= SPENT_NANOS_MIN / FACTOR_MAX && expectedNanos < 1e18;
    }

    /** What is believed of a type's kinds, rounded to sixteenths of a doubling. */
    CostFactors factors(JobTypeId type) {
        double weight = DOUBT_NANOS;
        double sum = 0;
        Map<String, Lessons> kinds = new LinkedHashMap<>();
        for (Map.Entry<Key, Lessons> entry : lessons.entrySet()) {
            if (entry.getKey().type().equals(type)) {
                Lessons one = entry.getValue();
                kinds.put(entry.getKey().kind(), one);
                weight += one.weight();
                sum += one.weight() * one.log();
            }
        }
        Map<String, Double> factors = new LinkedHashMap<>();
        Lessons usual = new Lessons(sum / weight, DOUBT_NANOS);
        kinds.forEach(
                (kind, one) -> factors.put(kind, rounded(usual.and(one.log(), one.weight()))));
        return new CostFactors(factors, rounded(usual));
    }

    private static double rounded(Lessons lessons) {
        return Math.pow(2, Math.rint(lessons.log() * STEPS) / STEPS);
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }
}
