package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.primes.list.ListAction.Listing;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.OutputFormat;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.range.UnsignedRange;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The file that a list is written to: under the name {@code FILE.part} until it is whole. Confined
 * to the command's thread.
 *
 * @param words what is still to be listed
 * @param file its name at the end
 * @param begins whether nothing is in it yet
 */
record ListFile(ListWords words, Path file, boolean begins) {
    /**
     * Finds out where to begin, and with {@code --resume} cuts off a line that broke off.
     *
     * @throws CliException if what is there is no beginning of this list
     */
    static ListFile open(ListWords words, Session session) throws IOException {
        Path file = words.file().orElseThrow();
        if (Files.isDirectory(file)) {
            throw CliException.usage("--out " + Quoted.of(file.toString()) + " is a folder");
        }
        Path part = part(file);
        if (!words.resume()) {
            Files.deleteIfExists(part);
            return new ListFile(words, file, true);
        }
        if (!Files.exists(part)) {
            if (Files.exists(file)) {
                throw CliException.usage(
                        "%s is whole: there is no %s to continue"
                                .formatted(file, part.getFileName()));
            }
            return new ListFile(words, file, true);
        }
        String header = session.format() == OutputFormat.CSV ? words.csvHeader() : "";
        UnsignedRange range = words.ranges().get(0);
        PartialList begun =
                words.bitmap()
                        ? PartialList.ofBitmap(part, range)
                        : PartialList.ofLines(part, range, header, words.size());
        return new ListFile(rest(words, begun), file, Files.size(part) == 0);
    }

    /** Writes the rest and gives the file its name. */
    int write(ToIntFunction<Listing> list) throws IOException {
        Path part = part(file);
        boolean whole = false;
        try (FileOutputStream out = new FileOutputStream(part.toFile(), true)) {
            int exitCode = list.applyAsInt(new Listing(words, out, begins));
            out.getFD().sync();
            whole = exitCode == ExitCode.SUCCEEDED;
            return exitCode;
        } finally {
            if (whole) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } else if (Files.size(part) == 0) {
                Files.delete(part);
            }
        }
    }

    private static ListWords rest(ListWords words, PartialList begun) {
        boolean limited = words.limit() != ListWords.UNLIMITED;
        if (limited && Long.compareUnsigned(begun.count(), words.limit()) > 0) {
            throw CliException.usage(
                    "the file has %d lines already, more than --limit %s"
                            .formatted(begun.count(), Long.toUnsignedString(words.limit())));
        }
        return new ListWords(
                List.of(begun.rest()),
                limited ? words.limit() - begun.count() : ListWords.UNLIMITED,
                words.size(),
                words.bitmap(),
                Optional.of(words.file().orElseThrow()),
                true,
                words.force(),
                words.execution());
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }
}
