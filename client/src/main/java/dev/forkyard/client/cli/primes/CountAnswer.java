package dev.forkyard.client.cli.primes;

import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.RangeCount;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.List;

/** The answer of {@code primes count}. Stateless. */
public final class CountAnswer {
    private CountAnswer() {}

    /** Prints the answers of all requests that were one command as one. */
    public static void print(Session session, List<CountPrimesResponse> responses) {
        switch (session.format()) {
            case TEXT -> printText(session.out(), responses);
            case CSV -> printCsv(session.out(), responses);
            case JSON -> session.json(joined(responses));
        }
    }

    private static void printText(PrintWriter out, List<CountPrimesResponse> responses) {
        if (responses.size() == 1 && responses.get(0).getResultsCount() == 1) {
            out.println(Long.toUnsignedString(responses.get(0).getResults(0).getCount()));
            return;
        }
        BigInteger total = BigInteger.ZERO; // 43 overlapping ranges can exceed 64 bits.
        for (CountPrimesResponse response : responses) {
            for (RangeCount count : response.getResultsList()) {
                String text = Long.toUnsignedString(count.getCount());
                out.println(start(count) + ".." + end(count) + " " + text);
                total = total.add(new BigInteger(text));
            }
        }
        out.println("total " + total);
    }

    private static void printCsv(PrintWriter out, List<CountPrimesResponse> responses) {
        out.println("start,end,count");
        for (CountPrimesResponse response : responses) {
            for (RangeCount count : response.getResultsList()) {
                out.println(
                        start(count)
                                + ","
                                + end(count)
                                + ","
                                + Long.toUnsignedString(count.getCount()));
            }
        }
    }

    private static CountPrimesResponse joined(List<CountPrimesResponse> responses) {
        if (responses.size() == 1) {
            return responses.get(0);
        }
        var joined = CountPrimesResponse.newBuilder();
        for (CountPrimesResponse response : responses) {
            joined.addAllResults(response.getResultsList())
                    .setTotal(joined.getTotal() + response.getTotal());
        }
        return joined.build();
    }

    private static String start(RangeCount count) {
        return Long.toUnsignedString(count.getRange().getStart());
    }

    private static String end(RangeCount count) {
        return Long.toUnsignedString(count.getRange().getEnd());
    }
}
