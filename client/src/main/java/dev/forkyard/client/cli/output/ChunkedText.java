package dev.forkyard.client.cli.output;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that comes in chunks which may cut a character in two. Confined to one thread. What is no
 * UTF-8 becomes replacement characters.
 */
public final class ChunkedText {
    private static final int CHARACTER_BYTES_MAX = 4;

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = new byte[0];

    /** Nothing came yet. */
    public ChunkedText() {}

    /** The characters that are whole with this chunk. */
    public String next(byte[] chunk) {
        ByteBuffer bytes = ByteBuffer.allocate(rest.length + chunk.length);
        bytes.put(rest).put(chunk).flip();
        CharBuffer chars = CharBuffer.allocate(bytes.remaining() + CHARACTER_BYTES_MAX);
        decoder.decode(bytes, chars, false);
        rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return chars.flip().toString();
    }
}
