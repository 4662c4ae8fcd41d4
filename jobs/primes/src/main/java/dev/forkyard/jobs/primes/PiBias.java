package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.CostFactors;
import dev.forkyard.jobs.primes.pi.PiCost;

/**
 * How much dearer π is beside the sieve on this machine than on the one where {@link CountCost} and
 * its likes were measured. Immutable.
 *
 * @param sixteenths log₂ of the factor times 16, −{@value #SIXTEENTHS_MAX}…{@value
 *     #SIXTEENTHS_MAX}; 0 is as there
 */
public record PiBias(int sixteenths) {
    /** A factor of 16: those of the sieve and of π are ¼…4 each. */
    public static final int SIXTEENTHS_MAX = 64;

    /** As on the machine where the costs were measured. */
    public static final PiBias NONE = new PiBias(0);

    /** The kind of estimate of stages that sieve. */
    static final String SIEVE_KIND = "sieve";

    private static final double STEPS = 16;

    /**
     * @throws IllegalArgumentException if it is out of its range
     */
    public PiBias {
        if (Math.abs(sixteenths) > SIXTEENTHS_MAX) {
            throw new IllegalArgumentException(
                    "bias of π must be −%d…%d, was %d"
                            .formatted(SIXTEENTHS_MAX, SIXTEENTHS_MAX, sixteenths));
        }
    }

    /** What was learned; the nearest that can be said of factors beyond the range. */
    public static PiBias of(CostFactors factors) {
        double ratio = factors.factor(PiCost.KIND) / factors.factor(SIEVE_KIND);
        double log = Math.rint(STEPS * Math.log(ratio) / Math.log(2));
        return new PiBias((int) Math.max(-SIXTEENTHS_MAX, Math.min(SIXTEENTHS_MAX, log)));
    }

    /** By what the estimate of π is to be multiplied before it is held against the sieve's. */
    double factor() {
        return StrictMath.pow(2, sixteenths / STEPS);
    }

    /** The bias as a byte of the inputs. */
    public byte code() {
        return (byte) sixteenths;
    }
}
