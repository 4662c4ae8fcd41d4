package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

/** Computes π(x) part by part, as workers and a gatherer would. Confined to one thread. */
final class FormulaRun {
    private record Part(int stage, UnsignedRange units) {}

    private final PiTask task = new PiTask(new SegmentedSieve());

    /** π(x) of whole stages. */
    long whole(long x) {
        return gather(new PiFormula(x), wholeStages(PiFormula.stages(x)), () -> 0);
    }

    /** π(x) by these bounds. */
    long whole(PiBounds bounds) {
        List<PiStage> stages = PiFormula.stages(bounds);
        return gather(new PiFormula(bounds.x(), stages), wholeStages(stages), () -> 0);
    }

    /** π(x) of parts that are cut, ordered and stopped at random. */
    long cut(PiBounds bounds, Random random) {
        List<PiStage> stages = PiFormula.stages(bounds);
        List<Part> parts = new ArrayList<>();
        for (Part whole : wholeStages(stages)) {
            UnsignedRange rest = whole.units();
            while (parts.size() % 12 != 11 && rest.width() > 1) {
                long width = 1 + random.nextLong(rest.width());
                long middle = rest.start() + Math.min(width, 1 + random.nextLong(width));
                parts.add(new Part(whole.stage(), new UnsignedRange(rest.start(), middle)));
                rest = new UnsignedRange(middle, rest.end());
            }
            if (!rest.isEmpty()) {
                parts.add(new Part(whole.stage(), rest));
            }
        }
        Collections.shuffle(parts, random);
        return gather(new PiFormula(bounds.x(), stages), parts, () -> 1 + random.nextInt(30));
    }

    private long gather(PiFormula formula, List<Part> parts, IntSupplier look) {
        List<PiStage> stages = formula.stages();
        for (Part part : parts) {
            UnsignedRange rest = part.units();
            while (!rest.isEmpty()) {
                int stopAt = look.getAsInt();
                TaskContext context =
                        stopAt == 0
                                ? ScriptedTaskContext.undisturbed()
                                : ScriptedTaskContext.yieldingAtLook(stopAt);
                TaskResult result = task.execute(stages.get(part.stage()), rest, context);
                UnsignedRange done = new UnsignedRange(rest.start(), result.finishedTo());
                formula.accept(part.stage(), done, result.payload());
                rest = new UnsignedRange(result.finishedTo(), rest.end());
            }
        }
        return formula.value();
    }

    private static List<Part> wholeStages(List<PiStage> stages) {
        List<Part> parts = new ArrayList<>();
        for (int stage = 0; stage < stages.size(); stage++) {
            parts.add(new Part(stage, stages.get(stage).extent()));
        }
        return parts;
    }
}
