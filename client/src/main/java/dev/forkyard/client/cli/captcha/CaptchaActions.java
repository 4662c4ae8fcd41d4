package dev.forkyard.client.cli.captcha;

import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.CaptchaOptions;
import dev.forkyard.proto.v1.GenerateCaptchaResponse;
import dev.forkyard.proto.v1.VerifyCaptchaResponse;
import dev.forkyard.proto.wire.WireTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code captcha generate} and {@code captcha verify}. Stateless. */
public final class CaptchaActions {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(20);

    private CaptchaActions() {}

    /** The words of {@code captcha generate}. */
    public static void describeGenerate(CommandSpec spec) {
        spec.addOption(
                JobOptions.text("--out", "FILE", "Where the PNG or, with --audio, the WAV goes"));
        CaptchaWords.describeOptions(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "Prints the token. It can be tried once, at the same coordinator.",
                        "",
                        "Examples:",
                        "  forkyard captcha generate --out picture.png",
                        "  forkyard captcha generate --audio --length 5 --out digits.wav");
    }

    /** The words of {@code captcha verify}. */
    public static void describeVerify(CommandSpec spec) {
        spec.addPositional(
                CaptchaWords.positionals("TOKEN ANSWER", "A captcha's token and what was typed"));
        spec.usageMessage()
                .footer("", "Prints valid, or invalid with exit code 1. A token counts once.");
    }

    /** {@code captcha generate}. */
    public static int generate(ParseResult words, Session session) {
        CaptchaOptions options = CaptchaWords.options(words);
        if (!words.hasMatchedOption("--out")) {
            throw CliException.usage("no --out FILE given; it takes the picture");
        }
        Path file = Path.of(words.matchedOptionValue("--out", ""));
        GenerateCaptchaResponse captcha;
        try (Connection connection = Connections.openOrFork(session)) {
            noteTokensOf(connection, session);
            captcha =
                    session.environment()
                            .interruption()
                            .during(
                                    () ->
                                            connection
                                                    .client()
                                                    .within(session.timeLeft(ANSWER_TIME))
                                                    .captchas()
                                                    .generate(options),
                                    connection::close);
        }
        write(file, captcha.getMedia().toByteArray());
        switch (session.format()) {
            case TEXT -> session.out().println(captcha.getToken());
            case CSV ->
                    session.out()
                            .println(
                                    "file,token,expire_time\n%s,%s,%s"
                                            .formatted(
                                                    file,
                                                    captcha.getToken(),
                                                    WireTimes.fromWire(captcha.getExpireTime())));
            case JSON -> session.json(captcha.toBuilder().clearMedia());
        }
        return ExitCode.SUCCEEDED;
    }

    /** {@code captcha verify}. */
    public static int verify(ParseResult words, Session session) {
        List<String> written = words.matchedPositionalValue(0, List.of());
        if (written.size() != 2) {
            throw CliException.usage(
                    "captcha verify needs TOKEN and ANSWER, was given %d word%s"
                            .formatted(written.size(), written.size() == 1 ? "" : "s"));
        }
        boolean valid;
        try (Connection connection = coordinator(session)) {
            valid =
                    connection
                            .client()
                            .within(session.timeLeft(ANSWER_TIME))
                            .captchas()
                            .verify(written.get(0), written.get(1));
        }
        switch (session.format()) {
            case TEXT -> session.out().println(valid ? "valid" : "invalid");
            case CSV -> session.out().println("valid\n" + valid);
            case JSON -> session.json(VerifyCaptchaResponse.newBuilder().setValid(valid));
        }
        return valid ? ExitCode.SUCCEEDED : ExitCode.FAILED;
    }

    /** A private pool's captchas are as good, but nobody can ever verify them. */
    static void noteTokensOf(Connection connection, Session session) {
        if (connection.isPrivate()) {
            session.note(
                    "the private pool's tokens end with it; to verify answers start a coordinator:"
                            + " forkyard cluster start");
        }
    }

    private static Connection coordinator(Session session) {
        try {
            return Connections.open(session);
        } catch (CliException e) {
            session.note(
                    "only the coordinator that gave a token can verify it; a private pool's tokens"
                            + " ended with it");
            throw e;
        }
    }

    /**
     * Writes a file.
     *
     * @throws CliException if it cannot be written
     */
    static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw CliException.usage(
                    "cannot write %s: %s; choose another file"
                            .formatted(Quoted.of(file.toString()), Quoted.oneLine(e.toString())));
        }
    }
}
