package dev.forkyard.jobs.captcha;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Captchas in the order of their items: the result of a part, and the answer of a job of at most
 * {@value #GATHERED_MAX} captchas. It holds answers, so it must stay in memory. Immutable.
 *
 * @param captchas none is possible
 */
public record CaptchaBatch(List<Captcha> captchas) {
    /**
     * The most captchas that a job's answer holds. The answer of a larger job is empty: its parts
     * have to be read as they come.
     */
    public static final int GATHERED_MAX = 256;

    /** The most bytes of one captcha's media; at least two of the largest fit into a part. */
    public static final int MEDIA_BYTES_MAX = 120 * 1024;

    /** The most bytes of an encoded part: some 360 pictures. */
    static final int PART_BYTES_MAX = 640 * 1024;

    // Layout, big-endian: version (1 byte), then for each captcha the lengths of its answer (1) and
    // its media (4), the answer in ASCII and the media.
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 5;

    public CaptchaBatch {
        captchas = List.copyOf(captchas);
    }

    /** The batch as bytes. */
    public byte[] encode() {
        int size = 1;
        for (Captcha captcha : captchas) {
            size += sizeOf(captcha);
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.put(VERSION);
        for (Captcha captcha : captchas) {
            byte[] answer = captcha.answer().getBytes(StandardCharsets.US_ASCII);
            bytes.put((byte) answer.length).putInt(captcha.media().length);
            bytes.put(answer).put(captcha.media());
        }
        return bytes.array();
    }

    /** How many bytes a captcha adds to a batch. */
    static int sizeOf(Captcha captcha) {
        return HEADER_BYTES + captcha.answer().length() + captcha.media().length;
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static CaptchaBatch decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        List<Captcha> captchas = new ArrayList<>();
        try {
            byte version = bytes.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "captcha batch has version %d, only %d is known"
                                .formatted(version, VERSION));
            }
            while (bytes.hasRemaining()) {
                captchas.add(captcha(bytes));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "captcha batch ends after %d bytes, in its middle".formatted(encoded.length),
                    e);
        }
        return new CaptchaBatch(captchas);
    }

    private static Captcha captcha(ByteBuffer bytes) {
        int answerBytes = Byte.toUnsignedInt(bytes.get());
        int mediaBytes = bytes.getInt();
        Bounds.check("bytes of a captcha's media", mediaBytes, 0, MEDIA_BYTES_MAX);
        byte[] answer = take(bytes, answerBytes);
        byte[] media = take(bytes, mediaBytes);
        return new Captcha(new String(answer, StandardCharsets.US_ASCII), media);
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    /** Says how many there are: answers must not reach a log. */
    @Override
    public String toString() {
        return "CaptchaBatch[" + captchas.size() + " captchas]";
    }
}
