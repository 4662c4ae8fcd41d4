package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.CountCost;
import dev.forkyard.jobs.primes.SlotTools;
import dev.forkyard.jobs.primes.primality.CandidateCounter;
import java.util.Arrays;

/**
 * Makes the bitmap of one part, by sieve or candidate by candidate, whichever is expected to be
 * quicker, and leaves what is to be listed. Confined to its slot thread.
 */
final class PrimeListTask implements TaskFunction {
    // Some 40 µs of tests between two looks at the context.
    private static final int CANDIDATE_BYTES_PER_LOOK = 16;

    @Override
    public TaskResult execute(TaskInput input, TaskContext context) {
        PrimeListInput wanted = PrimeListInput.decode(input.stageInput());
        UnsignedRange asked = wanted.range();
        UnsignedRange window = BitmapBytes.numbers(input.part(), asked);
        Bitmap bitmap = new Bitmap(input.part(), window, context);
        if (CountCost.of(window.end()).prefersSieve(window)) {
            SlotTools.ofThisThread().sieve().sieve(window, context, bitmap::copy);
        } else {
            bitmap.test();
        }
        TaskResult primes = bitmap.result();
        // Before byte 0 that is 2^64 − 1, which no range has.
        long before = input.part().start() * BitmapBytes.NUMBERS - 1;
        boolean primeBefore = asked.contains(before) && CandidateCounter.isPrime(before);
        wanted.pattern().mark(primes.payload(), primeBefore);
        return primes;
    }

    /** The bitmap that is being made, as far as it is finished. Confined to the slot thread. */
    private static final class Bitmap {
        private final UnsignedRange part;
        private final UnsignedRange window;
        private final TaskContext context;
        private final byte[] bits;
        private long finishedTo;

        Bitmap(UnsignedRange part, UnsignedRange window, TaskContext context) {
            this.part = part;
            this.window = window;
            this.context = context;
            this.bits = new byte[Math.toIntExact(part.width())];
            this.finishedTo = part.start();
        }

        /** Takes a segment over; the sieve's form is the bitmap's. */
        boolean copy(byte[] sieved, int from, int to, long firstByte, long finishedNumber) {
            int at = (int) (firstByte - part.start());
            System.arraycopy(sieved, from, bits, at, Math.min(to - from, bits.length - at));
            boolean all = finishedNumber == window.end();
            return goesOn(
                    all ? part.end() : Long.divideUnsigned(finishedNumber, BitmapBytes.NUMBERS));
        }

        void test() {
            boolean more = true;
            for (int at = 0; at < bits.length && more; at++) {
                for (int bit = 0; bit < Byte.SIZE; bit++) {
                    long number = BitmapBytes.number(part.start() + at, bit);
                    if (window.contains(number) && CandidateCounter.isPrime(number)) {
                        bits[at] |= (byte) (1 << bit);
                    }
                }
                boolean looks = (at + 1) % CANDIDATE_BYTES_PER_LOOK == 0 || at + 1 == bits.length;
                more = !looks || goesOn(part.start() + at + 1);
            }
        }

        TaskResult result() {
            int finished = (int) (finishedTo - part.start());
            byte[] payload = finished == bits.length ? bits : Arrays.copyOf(bits, finished);
            return new TaskResult(finishedTo, payload);
        }

        private boolean goesOn(long finished) {
            finishedTo = finished;
            context.progress(finished);
            return !context.shouldStop();
        }
    }
}
