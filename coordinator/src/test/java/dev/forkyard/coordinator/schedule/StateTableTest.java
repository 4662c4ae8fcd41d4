package dev.forkyard.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the page about the state machine with the core, cell by cell. */
class StateTableTest {
    private static final Map<String, StateTable> TABLES = StateTable.read();

    @Test
    void jobMovesAsThePageSays() {
        check("A job", CellScript::ofJob);
    }

    @Test
    void stoppingJobMovesAsThePageSays() {
        check("A job that is being stopped", CellScript::ofStoppingJob);
    }

    @Test
    void attemptMovesAsThePageSays() {
        check("An attempt", CellScript::ofAttempt);
    }

    @Test
    void everyPhaseAndEveryReasonToStopHasItsColumn() {
        Set<String> phases =
                Arrays.stream(LiveJob.Phase.values())
                        .map(Enum::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> reasons =
                Arrays.stream(StopReason.values())
                        .map(reason -> "told " + reason)
                        .collect(Collectors.toSet());

        assertThat(firstWords(table("A job").states())).containsAll(phases);
        assertThat(firstWords(table("A job that is being stopped").states()))
                .containsExactlyInAnyOrderElementsOf(phases);
        assertThat(table("An attempt").states()).containsAll(reasons);
        assertThat(table("A job").states()).containsExactlyElementsOf(names(true));
        assertThat(table("An attempt").states()).containsExactlyElementsOf(names(false));
    }

    @Test
    void everyKindOfEventAndOutcomeHasItsRows() {
        Set<String> outcomes =
                Arrays.stream(AttemptOutcome.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet());
        Set<String> events =
                Arrays.stream(Event.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet());

        for (StateTable table : TABLES.values()) {
            List<String> rows = List.copyOf(table.cells().keySet());
            List<String> ended =
                    rows.stream()
                            .filter(row -> row.contains(": "))
                            .map(row -> row.substring(row.indexOf(": ") + 2))
                            .toList();
            assertThat(firstWords(rows))
                    .as(table.title())
                    .containsExactlyInAnyOrderElementsOf(events);
            assertThat(firstWords(ended))
                    .as(table.title())
                    .containsExactlyInAnyOrderElementsOf(outcomes);
            assertThat(rows)
                    .as(table.title())
                    .containsExactlyElementsOf(CellEvents.BY_NAME.keySet());
        }
    }

    /** Fails with the whole table as it must be, ready to be read and then pasted. */
    private static void check(String title, BinaryOperator<String> played) {
        StateTable table = table(title);
        StringBuilder page = new StringBuilder();
        StringBuilder real = new StringBuilder();
        for (String event : CellEvents.BY_NAME.keySet()) {
            Map<String, String> row = table.cells().getOrDefault(event, Map.of());
            page.append("| ").append(event);
            real.append("| ").append(event);
            for (String state : table.states()) {
                page.append(" | ").append(row.get(state));
                real.append(" | ").append(played.apply(state, event));
            }
            page.append(" |\n");
            real.append(" |\n");
        }
        assertThat(page.toString()).isEqualTo(real.toString());
    }

    private static StateTable table(String title) {
        return Objects.requireNonNull(TABLES.get(title), () -> "no table: " + title);
    }

    private static Set<String> names(boolean ofJob) {
        return ofJob ? CellStates.JOB_BY_NAME.keySet() : CellStates.ATTEMPT_BY_NAME.keySet();
    }

    private static Set<String> firstWords(Iterable<String> texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            words.add(text.split("[ ,:]", 2)[0]);
        }
        return words;
    }
}
