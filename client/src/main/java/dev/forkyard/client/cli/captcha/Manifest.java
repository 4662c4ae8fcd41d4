package dev.forkyard.client.cli.captcha;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.proto.v1.NumberedCaptcha;
import dev.forkyard.proto.wire.WireTimes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * A folder of captchas and the list of their tokens. Confined to one thread. The list is for its
 * owner alone: it may hold answers.
 */
final class Manifest implements AutoCloseable {
    private static final String NAME = "manifest.csv";

    private final Path folder;
    private final String ending;
    private final int digits;
    private final boolean answers;
    private final BufferedWriter list;

    private Manifest(Path folder, String ending, int digits, boolean answers, BufferedWriter list) {
        this.folder = folder;
        this.ending = ending;
        this.digits = digits;
        this.answers = answers;
        this.list = list;
    }

    /**
     * Makes the folder and an empty list.
     *
     * @throws CliException if there is a list already or it cannot be written
     */
    static Manifest create(Path folder, String ending, int count, boolean answers) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(NAME);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            BufferedWriter list = Files.newBufferedWriter(file);
            list.write(answers ? "file,token,expire_time,answer\n" : "file,token,expire_time\n");
            int digits = Integer.toString(count - 1).length();
            return new Manifest(folder, ending, digits, answers, list);
        } catch (FileAlreadyExistsException e) {
            throw CliException.usage(
                    "there is a %s already; choose another --dir"
                            .formatted(Quoted.of(folder.resolve(NAME).toString())));
        } catch (IOException e) {
            throw broken(folder, e);
        }
    }

    Path file() {
        return folder.resolve(NAME);
    }

    /**
     * Adds one.
     *
     * @throws CliException if it cannot be written
     */
    void add(NumberedCaptcha captcha) {
        String name = String.format(Locale.ROOT, "%0" + digits + "d", captcha.getNumber()) + ending;
        CaptchaActions.write(folder.resolve(name), captcha.getMedia().toByteArray());
        try {
            list.write(name);
            list.write(',');
            list.write(captcha.getToken());
            list.write(',');
            list.write(WireTimes.fromWire(captcha.getExpireTime()).toString());
            if (answers) {
                list.write(',');
                list.write(captcha.getAnswer());
            }
            list.write('\n');
        } catch (IOException e) {
            throw broken(folder, e);
        }
    }

    @Override
    public void close() {
        try {
            list.close();
        } catch (IOException e) {
            throw broken(folder, e);
        }
    }

    private static CliException broken(Path folder, IOException cause) {
        return CliException.usage(
                "cannot write to %s: %s; choose another --dir"
                        .formatted(Quoted.of(folder.toString()), Quoted.oneLine(cause.toString())));
    }
}
