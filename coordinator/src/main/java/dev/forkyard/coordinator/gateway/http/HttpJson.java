package dev.forkyard.coordinator.gateway.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.DebugInfo;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.forkyard.coordinator.gateway.Quotation;
import java.nio.charset.StandardCharsets;

/** Messages as JSON: snake_case, zeros present, 64-bit integers as strings. Stateless. */
final class HttpJson {
    /** The content type. */
    static final String TYPE = "application/json";

    private static final JsonFormat.TypeRegistry DETAILS =
            JsonFormat.TypeRegistry.newBuilder()
                    .add(ErrorInfo.getDescriptor())
                    .add(BadRequest.getDescriptor())
                    .add(RetryInfo.getDescriptor())
                    .add(DebugInfo.getDescriptor())
                    .build();
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer()
                    .preservingProtoFieldNames()
                    .alwaysPrintFieldsWithNoPresence()
                    .omittingInsignificantWhitespace()
                    .usingTypeRegistry(DETAILS);

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().usingTypeRegistry(DETAILS);

    private HttpJson() {}

    /** A line. */
    static String print(MessageOrBuilder message) {
        try {
            return PRINTER.print(message) + "\n";
        } catch (InvalidProtocolBufferException e) {
            // Only an Any of an unknown type can fail, and none of our messages has one.
            throw new IllegalStateException("a message cannot be written as JSON", e);
        }
    }

    /**
     * Reads a body; an empty one is a message without fields.
     *
     * @throws HttpRefusal if it is no such message
     */
    static void parse(byte[] body, Message.Builder into) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return;
        }
        try {
            PARSER.merge(text, into);
        } catch (InvalidProtocolBufferException e) {
            throw new HttpRefusal(
                    400,
                    Code.INVALID_ARGUMENT,
                    "INVALID_OPTION",
                    "the body is no JSON of "
                            + into.getDescriptorForType().getFullName()
                            + ": "
                            + Quotation.of(String.valueOf(e.getMessage())));
        }
    }
}
