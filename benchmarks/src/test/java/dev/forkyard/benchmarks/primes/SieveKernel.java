package dev.forkyard.benchmarks.primes;

import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.PrefixCount;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The sieve alone, in one thread of a worker's JVM. Confined to one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx448m", "-XX:MaxNewSize=32m"})
public class SieveKernel {
    /** How far the next window is from the last one's start, in widths: 1 goes on from it. */
    @Param({"1", "100"})
    public long apart;

    /** Where the windows begin, unsigned. */
    @Param({"0", "1000000000000", "1000000000000000", "1000000000000000000"})
    public String start = "0";

    /** How wide they are. */
    @Param("1000000000")
    public long width;

    private final SegmentedSieve sieve = new SegmentedSieve();
    private long windows;

    /** Counts the primes of one window. */
    @Benchmark
    public PrefixCount count() {
        long first = Long.parseUnsignedLong(start) + windows++ * apart * width;
        return sieve.count(
                new UnsignedRange(first, first + width), ScriptedTaskContext.undisturbed());
    }
}
