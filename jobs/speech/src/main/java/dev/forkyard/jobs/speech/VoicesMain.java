package dev.forkyard.jobs.speech;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * Speaks the ten digits in four manners into the resource that spoken captchas are cut from. The
 * same FreeTTS gives the same bytes.
 *
 * <pre>
 * VoicesMain FILE
 * </pre>
 *
 * <p>Layout of the file, big-endian: version 1 (1 byte); number of voices (1); for each voice and
 * each digit from 0 the number of its samples (2) and the samples (1 each), {@value Clip#RATE} a
 * second. A sample b stands for sign(b − 128) · (256^(|b − 128| / 127) − 1) / 255: the µ-law, which
 * keeps quiet sounds in 8 bits.
 */
public final class VoicesMain {
    private static final int VERSION = 1;
    private static final List<Speaker> SPEAKERS =
            List.of(
                    new Speaker("kevin16", 100, 11, 1),
                    new Speaker("kevin16", 74, 16, 1.15f),
                    new Speaker("kevin16", 138, 22, 0.9f),
                    new Speaker("kevin", 118, 30, 1.05f));
    private static final List<String> WORDS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private VoicesMain() {}

    /** Writes the file, if it is not there already and newer than this class. */
    public static void main(String[] words) throws IOException {
        if (words.length != 1) {
            throw new IllegalArgumentException("VoicesMain FILE");
        }
        Path file = Path.of(words[0]).toAbsolutePath();
        if (isFresh(file)) {
            return;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        // Whole or not at all: a build may be interrupted.
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, voices());
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isFresh(Path file) throws IOException {
        URL self = Objects.requireNonNull(VoicesMain.class.getResource("VoicesMain.class"));
        return Files.exists(file)
                && Files.getLastModifiedTime(file).toMillis()
                        > self.openConnection().getLastModified();
    }

    private static byte[] voices() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.write(VERSION);
            data.write(SPEAKERS.size());
            for (Speaker speaker : SPEAKERS) {
                for (String word : WORDS) {
                    byte[] coded = Clip.coded(speaker.say(word));
                    data.writeShort(coded.length);
                    data.write(coded);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
