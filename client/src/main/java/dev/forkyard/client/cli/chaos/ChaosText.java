package dev.forkyard.client.cli.chaos;

import dev.forkyard.proto.v1.ChaosFault;
import dev.forkyard.proto.v1.ChaosFaultKind;
import dev.forkyard.proto.v1.ChaosItemsRequest;
import dev.forkyard.proto.v1.ChaosItemsResponse;
import java.util.Locale;

/** Chaos jobs in the words of the command line. Stateless. */
public final class ChaosText {
    private static final int FAULTS_SHOWN = 3;

    private ChaosText() {}

    /** The words of the command, its first faults only. */
    public static String words(ChaosItemsRequest request) {
        StringBuilder words = new StringBuilder("chaos --items ");
        words.append(Long.toUnsignedString(request.getItems()));
        switch (request.getWork()) {
            case CHAOS_WORK_SLEEP -> words.append(" --work sleep:").append(request.getWorkMillis());
            case CHAOS_WORK_SPIN -> words.append(" --work spin:").append(request.getWorkMillis());
            case CHAOS_WORK_UNSPECIFIED, CHAOS_WORK_NOOP, UNRECOGNIZED -> {}
        }
        request.getFaultsList().stream()
                .limit(FAULTS_SHOWN)
                .forEach(fault -> words.append(" --fault ").append(fault(fault)));
        if (request.getFaultsCount() > FAULTS_SHOWN) {
            words.append(" ...");
        }
        return words.toString();
    }

    /** The answer in one line. */
    public static String answer(ChaosItemsResponse answer) {
        return "count "
                + Long.toUnsignedString(answer.getCount())
                + " sum "
                + Long.toUnsignedString(answer.getSum());
    }

    /** A kind of fault as the option writes it: {@code ignore-cancel}. */
    static String kind(ChaosFaultKind kind) {
        return kind.name()
                .replace("CHAOS_FAULT_KIND_", "")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }

    private static String fault(ChaosFault fault) {
        String argument =
                fault.hasArgument() ? ":" + Long.toUnsignedString(fault.getArgument()) : "";
        return kind(fault.getKind()) + argument + "@" + items(fault);
    }

    private static String items(ChaosFault fault) {
        return switch (fault.getItemsCase()) {
            case ITEM -> Long.toUnsignedString(fault.getItem());
            case RANGE ->
                    Long.toUnsignedString(fault.getRange().getStart())
                            + ".."
                            + Long.toUnsignedString(fault.getRange().getEnd());
            case EVERY -> "every:" + Long.toUnsignedString(fault.getEvery());
            case ITEMS_NOT_SET -> "?";
        };
    }
}
