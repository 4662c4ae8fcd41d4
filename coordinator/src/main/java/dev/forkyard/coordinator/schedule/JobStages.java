package dev.forkyard.coordinator.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A job's stages: which stand behind others, which have work, how many are finished. Confined to
 * the loop thread.
 */
final class JobStages {
    final List<StageState> all;
    int finished;

    private final TreeMap<Integer, StageState> withWork = new TreeMap<>();

    JobStages(List<StageShape> shapes) {
        all = new ArrayList<>(shapes.size());
        for (StageShape shape : shapes) {
            StageState stage = new StageState(all.size(), shape);
            for (int needed : shape.dependsOn()) {
                all.get(needed).dependents.add(stage);
                stage.openDependencies++;
            }
            all.add(stage);
        }
        // Without those that stand behind an unfinished one: they follow in the stage's end.
        for (StageState stage : all.stream().filter(s -> s.openDependencies == 0).toList()) {
            finishedChanged(stage);
            workChanged(stage);
        }
    }

    boolean isFinished() {
        return finished == all.size();
    }

    boolean hasWork() {
        return !withWork.isEmpty();
    }

    /** The stage to go on with: that of an index, −1 for none, else the first that has work. */
    StageState next(int last) {
        boolean goesOn = last >= 0 && all.get(last).isListed;
        return goesOn ? all.get(last) : withWork.firstEntry().getValue();
    }

    /** Brings up to date whether a stage has work. */
    void workChanged(StageState stage) {
        boolean hasWork = stage.hasWork();
        if (hasWork == stage.isListed) {
            return;
        }
        stage.isListed = hasWork;
        if (hasWork) {
            withWork.put(stage.index, stage);
        } else {
            withWork.remove(stage.index);
        }
    }

    /**
     * Opens what waited for a stage if that is finished now. An empty stage is finished as soon as
     * it would open.
     */
    void finishedChanged(StageState stage) {
        if (!stage.isFinished()) {
            return;
        }
        ArrayDeque<StageState> ended = new ArrayDeque<>();
        ended.add(stage);
        while (!ended.isEmpty()) {
            finished++;
            for (StageState dependent : ended.removeFirst().dependents) {
                dependent.openDependencies--;
                workChanged(dependent);
                if (dependent.openDependencies == 0 && dependent.isFinished()) {
                    ended.add(dependent);
                }
            }
        }
    }
}
