package dev.forkyard.client.cli.range;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.common.range.UnsignedRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Ranges or numbers in a file: any number of them a line, separated by blanks; {@code #} starts a
 * comment. Stateless.
 */
public final class RangeFile {
    private static final int WORDS_MAX = 1_000_000;
    private static final long NUMBER_MAX = -1L;

    private RangeFile() {}

    /**
     * Reads all ranges of a file.
     *
     * @param name a path, or {@code -} for {@code standardInput}
     * @throws CliException if the file cannot be read, or with file and line of a bad range
     */
    public static List<UnsignedRange> read(String name, InputStream standardInput) {
        return read(
                name, standardInput, (where, word) -> RangeNotation.parse(where + "RANGE", word));
    }

    /** Reads all numbers of a file, unsigned 64-bit ones; otherwise as {@link #read}. */
    public static List<Long> readNumbers(String name, InputStream standardInput) {
        return read(
                name,
                standardInput,
                (where, word) -> NumberBounds.parse(where + "N", word, 0, NUMBER_MAX));
    }

    private static <T> List<T> read(
            String name, InputStream standardInput, BiFunction<String, String, T> parse) {
        boolean standard = name.equals("-");
        String shown = standard ? "stdin" : Quoted.oneLine(name);
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                standard ? standardInput : Files.newInputStream(Path.of(name)),
                                StandardCharsets.UTF_8))) {
            return words(shown, reader, parse);
        } catch (NoSuchFileException e) {
            throw CliException.usage("--file " + Quoted.of(name) + ": there is no such file");
        } catch (AccessDeniedException e) {
            throw CliException.usage("--file " + Quoted.of(name) + " may not be read");
        } catch (IOException | InvalidPathException e) {
            throw CliException.usage(
                    "--file "
                            + Quoted.of(name)
                            + " cannot be read: "
                            + Quoted.oneLine("" + e.getMessage()));
        }
    }

    private static <T> List<T> words(
            String shown, BufferedReader reader, BiFunction<String, String, T> parse)
            throws IOException {
        List<T> found = new ArrayList<>();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            String words = line.replaceFirst("#.*", "").strip();
            if (words.isEmpty()) {
                continue;
            }
            String where = shown + ":" + number + ": ";
            for (String word : words.split("\\s+", -1)) {
                found.add(parse.apply(where, word));
            }
            if (found.size() > WORDS_MAX) {
                throw CliException.usage(
                        "%s has more than %d entries; split it".formatted(shown, WORDS_MAX));
            }
        }
        return List.copyOf(found);
    }
}
