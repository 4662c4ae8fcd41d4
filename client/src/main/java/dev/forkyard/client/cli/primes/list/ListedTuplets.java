package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.ResponseStream;
import dev.forkyard.client.cli.session.OutputFormat;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.ListTupletsRequest;
import dev.forkyard.proto.v1.ListTupletsResponse;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.wire.WireRanges;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Prime k-tuplets, a line each: {@code (3, 5)} as primesieve prints them, {@code 3,5} as CSV,
 * {@code ["3","5"]} in JSON's {@code {"tuplets": […]}}. Confined to the command's thread.
 */
final class ListedTuplets implements Listed<ListTupletsResponse> {
    private static final byte[] COMMA = {','};

    private final ListWords words;
    private final DecimalWriter digits = new DecimalWriter("", "");
    private final String header;
    private final byte[] before;
    private final byte[] between;
    private final byte[] after;
    private final String footer;
    private final boolean commas;
    private boolean first = true;

    ListedTuplets(ListWords words, OutputFormat format) {
        this.words = words;
        this.commas = format == OutputFormat.JSON;
        this.header =
                switch (format) {
                    case TEXT -> "";
                    case CSV -> words.csvHeader();
                    case JSON -> "{\"tuplets\": [\n";
                };
        this.footer = commas ? "]}\n" : "";
        this.before = bytes(format, "(", "", "[\"");
        this.between = bytes(format, ", ", ",", "\",\"");
        this.after = bytes(format, ")\n", "\n", "\"]\n");
    }

    private static byte[] bytes(OutputFormat format, String text, String csv, String json) {
        String chosen =
                switch (format) {
                    case TEXT -> text;
                    case CSV -> csv;
                    case JSON -> json;
                };
        return chosen.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public ResponseStream<ListTupletsResponse> open(
            ForkyardClient client, UnsignedRange range, long left) {
        ListTupletsRequest.Builder request =
                ListTupletsRequest.newBuilder()
                        .setRange(WireRanges.toWire(range))
                        .setSize(words.size())
                        .setPriority(words.execution().getPriority());
        if (words.execution().hasPolicy()) {
            request.setPolicy(words.execution().getPolicy());
        }
        if (words.limit() != ListWords.UNLIMITED) {
            request.setLimit(left);
        }
        return client.listTuplets(request.build());
    }

    @Override
    public Range about(ListTupletsResponse chunk) {
        return chunk.getRange();
    }

    @Override
    public long count(ListTupletsResponse chunk) {
        return chunk.getCount();
    }

    @Override
    public void begin(OutputStream out) throws IOException {
        out.write(header.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void write(ListTupletsResponse chunk, OutputStream out) throws IOException {
        int size = words.size();
        for (int at = 0; at + size <= chunk.getMembersCount(); at += size) {
            if (commas && !first) {
                digits.append(COMMA);
            }
            first = false;
            digits.append(before);
            for (int member = 0; member < size; member++) {
                if (member > 0) {
                    digits.append(between);
                }
                digits.write(chunk.getMembers(at + member), out);
            }
            digits.append(after);
        }
        digits.flush(out);
    }

    @Override
    public void end(OutputStream out) throws IOException {
        out.write(footer.getBytes(StandardCharsets.US_ASCII));
    }
}
