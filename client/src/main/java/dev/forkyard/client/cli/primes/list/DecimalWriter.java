package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.PrimeBitmap;
import dev.forkyard.proto.v1.ListPrimesResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the primes of ascending chunks in decimal, each between two short texts. Confined to one
 * thread.
 *
 * <p>Neighbors share all but their last digits. So the text before a number and its upper digits
 * are made once for each ten thousand numbers and stored as whole words, and the last four digits
 * come out of a table: some ten instructions a prime, where dividing would cost twenty divisions.
 */
final class DecimalWriter {
    /** How much is handed to the stream at once. */
    private static final int BUFFER_BYTES = 256 * 1024;

    /** How much of a bitmap is read at once. */
    private static final int BITMAP_BYTES = 64 * 1024;

    /** A line has at most 2 + 20 + 2 bytes, and whole words are stored beyond its end. */
    private static final int LINE_ROOM = 40;

    private static final int BLOCK = 10_000;
    private static final int NUMBERS_PER_BYTE = 30;
    private static final int[] RESIDUES = {1, 7, 11, 13, 17, 19, 23, 29};

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /**
     * Its 64 windows of six bits are all different, so that a lone bit is known by a product
     * (Leiserson, Prokop and Randall, Using de Bruijn sequences to index a 1 in a computer word,
     * 1998): the command line's compiler knows no instruction for it.
     */
    private static final long DE_BRUIJN = 0x03f79d71b4cb0a89L;

    /** By the upper six bits of that product: how far the bit's number is from the word's first. */
    private static final int[] DISTANCE = distances();

    private final byte[] before;
    private final byte[] after;

    /** By number: its four digits and the text behind it, the first in the lowest byte. */
    private final long[] tails = new long[BLOCK];

    private final int tailBytes;
    private final byte[] bitmap = new byte[BITMAP_BYTES];
    private final byte[] buffer = new byte[BUFFER_BYTES + LINE_ROOM];
    private final byte[] head = new byte[LINE_ROOM];
    private int used;

    // The ten thousand numbers that the last one was of, and what is before their last four digits.
    private long blockStart;
    private int headBytes;
    private long head0;
    private long head1;
    private long head2;

    /**
     * Makes a writer.
     *
     * @param before at most 2 ASCII characters
     * @param after at most 2 ASCII characters
     */
    DecimalWriter(String before, String after) {
        this.before = before.getBytes(StandardCharsets.US_ASCII);
        this.after = after.getBytes(StandardCharsets.US_ASCII);
        this.tailBytes = 4 + this.after.length;
        for (int number = 0; number < BLOCK; number++) {
            tails[number] = tail(number);
        }
        enter(0);
    }

    /** Writes all primes of a chunk in the bitmap form; smaller than none written before. */
    void write(PrimeBitmap chunk, OutputStream out) throws IOException {
        ListPrimesResponse head = chunk.head();
        for (int index = 0; index < head.getPrimesCount(); index++) {
            put(head.getPrimes(index));
        }
        long number = Long.divideUnsigned(head.getRange().getStart(), NUMBERS_PER_BYTE);
        number *= NUMBERS_PER_BYTE;
        for (int bytes = chunk.read(bitmap); bytes > 0; bytes = chunk.read(bitmap)) {
            int at = 0;
            for (; at + Long.BYTES <= bytes; at += Long.BYTES) {
                putWord((long) LONGS.get(bitmap, at), number, out);
                number += Long.BYTES * NUMBERS_PER_BYTE;
            }
            for (; at < bytes; at++) {
                putWord(bitmap[at] & 0xff, number, out);
                number += NUMBERS_PER_BYTE;
            }
        }
    }

    /** Writes one number, in whatever order. */
    void write(long number, OutputStream out) throws IOException {
        if (used > BUFFER_BYTES - Long.SIZE * LINE_ROOM) {
            flush(out);
        }
        long low = number - blockStart;
        if (low < 0 || low >= BLOCK || blockStart == 0) {
            put(number);
            return;
        }
        LONGS.set(buffer, used, head0);
        LONGS.set(buffer, used + 8, head1);
        LONGS.set(buffer, used + 16, head2);
        used += headBytes;
        LONGS.set(buffer, used, tails[(int) low]);
        used += tailBytes;
    }

    /** Writes a text between numbers, of a few bytes; there is room for some behind a number. */
    void append(byte[] text) {
        for (byte one : text) {
            buffer[used++] = one;
        }
    }

    /** Hands what is left to the stream. */
    void flush(OutputStream out) throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    /** Locals, since the command line's compiler keeps no field in a register. */
    private void putWord(long word, long first, OutputStream out) throws IOException {
        if (used > BUFFER_BYTES - Long.SIZE * LINE_ROOM) {
            flush(out);
        }
        byte[] bytes = buffer;
        int at = used;
        long inBlock = first - blockStart;
        for (long bits = word; bits != 0; bits &= bits - 1) {
            long low = inBlock + DISTANCE[(int) (((bits & -bits) * DE_BRUIJN) >>> 58)];
            if (low < 0 || low >= BLOCK || blockStart == 0) {
                used = at;
                put(blockStart + low);
                at = used;
                inBlock = first - blockStart;
                continue;
            }
            LONGS.set(bytes, at, head0);
            if (headBytes > Long.BYTES) {
                LONGS.set(bytes, at + 8, head1);
                LONGS.set(bytes, at + 16, head2);
            }
            at += headBytes;
            LONGS.set(bytes, at, tails[(int) low]);
            at += tailBytes;
        }
        used = at;
    }

    /** The first of ten thousand numbers, or one that has fewer than five digits. */
    private void put(long number) {
        enter(number);
        LONGS.set(buffer, used, head0);
        LONGS.set(buffer, used + 8, head1);
        LONGS.set(buffer, used + 16, head2);
        used += headBytes;
        int low = (int) (number - blockStart);
        if (blockStart != 0) {
            LONGS.set(buffer, used, tails[low]);
            used += tailBytes;
            return;
        }
        // No zeros before these.
        String text = Integer.toString(low);
        for (int digit = 0; digit < text.length(); digit++) {
            buffer[used++] = (byte) text.charAt(digit);
        }
        for (byte one : after) {
            buffer[used++] = one;
        }
    }

    /** Goes to the ten thousand numbers that one is of. */
    private void enter(long number) {
        long high = Long.divideUnsigned(number, BLOCK);
        blockStart = high * BLOCK;
        System.arraycopy(before, 0, head, 0, before.length);
        headBytes = before.length;
        if (high != 0) {
            byte[] digits = Long.toString(high).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, head, headBytes, digits.length);
            headBytes += digits.length;
        }
        head0 = (long) LONGS.get(head, 0);
        head1 = (long) LONGS.get(head, 8);
        head2 = (long) LONGS.get(head, 16);
    }

    private long tail(int number) {
        long text = 0;
        for (int at = after.length - 1; at >= 0; at--) {
            text = (text << Byte.SIZE) | after[at];
        }
        for (int digit = 0, rest = number; digit < 4; digit++, rest /= 10) {
            text = (text << Byte.SIZE) | ('0' + rest % 10);
        }
        return text;
    }

    private static int[] distances() {
        int[] table = new int[Long.SIZE];
        for (int bit = 0; bit < Long.SIZE; bit++) {
            int distance = NUMBERS_PER_BYTE * (bit / Byte.SIZE) + RESIDUES[bit % Byte.SIZE];
            table[(int) (((1L << bit) * DE_BRUIJN) >>> 58)] = distance;
        }
        return table;
    }
}
