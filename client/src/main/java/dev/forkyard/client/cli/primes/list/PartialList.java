package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.common.range.UnsignedRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an interrupted list has. Immutable.
 *
 * @param count how many lines; not counted for bitmaps
 * @param rest the numbers that are missing
 */
record PartialList(long count, UnsignedRange rest) {
    private static final int NUMBERS_PER_BYTE = 30;

    /**
     * A line has at most six numbers of 20 digits: two of them, and what broke off, are within the
     * last bytes.
     */
    private static final int TAIL_BYTES = 512;

    private static final int READ_BYTES = 1 << 20;

    /**
     * Reads how far lines came, and cuts the file behind the last whole one.
     *
     * @param size how many numbers a line has; what follows in the list begins with a larger one
     * @throws CliException if they are not the beginning of a list of the range
     */
    static PartialList ofLines(Path part, UnsignedRange range, String header, int size)
            throws IOException {
        String last = cutToLines(part);
        long lines = lines(part);
        if (lines == 0) {
            return new PartialList(0, range);
        }
        boolean hasHeader = !header.isEmpty();
        if (hasHeader && lines == 1 && header.equals(last + "\n")) {
            return new PartialList(0, range);
        }
        long prime =
                parse(last, size).orElseThrow(() -> foreign(part, "ends with " + Quoted.of(last)));
        if (!range.contains(prime)) {
            throw foreign(part, "ends with " + last + ", outside of " + range);
        }
        return new PartialList(
                lines - (hasHeader ? 1 : 0), new UnsignedRange(prime + 1, range.end()));
    }

    /** Reads how far a bitmap came. */
    static PartialList ofBitmap(Path part, UnsignedRange range) throws IOException {
        long bytes = Files.size(part);
        if (bytes == 0) {
            return new PartialList(0, range);
        }
        long firstByte = Long.divideUnsigned(range.start(), NUMBERS_PER_BYTE);
        long lastByte = Long.divideUnsigned(range.end() - 1, NUMBERS_PER_BYTE);
        if (range.isEmpty() || bytes > lastByte - firstByte + 1) {
            throw foreign(part, "has " + bytes + " bytes, more than a bitmap of " + range);
        }
        boolean whole = bytes == lastByte - firstByte + 1;
        long next = whole ? range.end() : (firstByte + bytes) * NUMBERS_PER_BYTE;
        return new PartialList(0, new UnsignedRange(next, range.end()));
    }

    /** The last whole line; the file ends behind it. Empty if there is none. */
    private static String cutToLines(Path part) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            long size = file.length();
            byte[] tail = new byte[(int) Math.min(TAIL_BYTES, size)];
            file.seek(size - tail.length);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n');
            if (end < 0 && size > TAIL_BYTES) {
                throw foreign(part, "has no lines");
            }
            file.setLength(size - tail.length + end + 1);
            return text.substring(text.lastIndexOf('\n', end - 1) + 1, Math.max(0, end));
        }
    }

    private static long lines(Path part) throws IOException {
        long lines = 0;
        byte[] bytes = new byte[READ_BYTES];
        try (InputStream in = Files.newInputStream(part)) {
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                for (int index = 0; index < count; index++) {
                    lines += bytes[index] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    /** The first number of a line, {@code 3}, {@code 3,5} or {@code (3, 5)}. */
    private static Optional<Long> parse(String line, int size) {
        boolean inBrackets = size > 1 && line.startsWith("(") && line.endsWith(")");
        String[] members =
                (inBrackets ? line.substring(1, line.length() - 1) : line).split(",", -1);
        try {
            return members.length == size
                    ? Optional.of(Long.parseUnsignedLong(members[0]))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static CliException foreign(Path part, String why) {
        return CliException.usage(
                part + " is no beginning of this list: it " + why + "; remove it to begin anew");
    }
}
