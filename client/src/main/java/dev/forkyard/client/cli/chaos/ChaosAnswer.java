package dev.forkyard.client.cli.chaos;

import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.ChaosItemsResponse;

/** The answer of a chaos job. Stateless. */
public final class ChaosAnswer {
    private ChaosAnswer() {}

    /** Prints it. */
    public static void print(Session session, ChaosItemsResponse answer) {
        switch (session.format()) {
            case TEXT -> session.out().println(ChaosText.answer(answer));
            case CSV ->
                    session.out()
                            .println(
                                    "count,sum\n"
                                            + Long.toUnsignedString(answer.getCount())
                                            + ","
                                            + Long.toUnsignedString(answer.getSum()));
            case JSON -> session.json(answer);
        }
    }
}
