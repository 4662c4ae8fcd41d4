package dev.forkyard.client.cli.output;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/**
 * Messages as JSON the way HTTP writes them: snake_case, zeros present, 64-bit integers as strings.
 * Stateless.
 */
public final class Json {
    private Json() {}

    /** Several indented lines. */
    public static String pretty(MessageOrBuilder message) {
        return print(printer(), message);
    }

    /** One line, for streams. */
    public static String line(MessageOrBuilder message) {
        return print(printer().omittingInsignificantWhitespace(), message);
    }

    private static JsonFormat.Printer printer() {
        return JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();
    }

    private static String print(JsonFormat.Printer printer, MessageOrBuilder message) {
        try {
            return printer.print(message);
        } catch (InvalidProtocolBufferException e) {
            // Only an Any of an unknown type can fail, and none of our messages has one.
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getMessage(), e);
        }
    }
}
