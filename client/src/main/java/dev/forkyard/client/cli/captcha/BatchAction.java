package dev.forkyard.client.cli.captcha;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.forkyard.client.CallStream;
import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.output.Progress;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.range.NumberNotation;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.OutputFormat;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.CaptchaKind;
import dev.forkyard.proto.v1.CaptchaOptions;
import dev.forkyard.proto.v1.GenerateCaptchasResponse;
import dev.forkyard.proto.v1.NumberedCaptcha;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code captcha batch}: many captchas into one folder. Stateless. */
public final class BatchAction {
    private static final int COUNT_MAX = 1_000_000;

    private BatchAction() {}

    /** The words of the command. */
    public static void describe(CommandSpec spec) {
        spec.addPositional(CaptchaWords.positionals("N", "How many, 1…1000000"));
        spec.addOption(JobOptions.text("--dir", "DIR", "The folder, made if it is not there"));
        spec.addOption(
                CaptchaWords.flag(
                        "--answers", "Answers, too; the coordinator must run --captcha-answers"));
        CaptchaWords.describeOptions(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "The folder gets the files and manifest.csv with their tokens.",
                        "",
                        "Example:",
                        "  forkyard captcha batch 10000 --dir captchas");
    }

    /** Runs the command. */
    public static int run(ParseResult words, Session session) {
        CaptchaOptions options = CaptchaWords.options(words);
        int count = count(words.matchedPositionalValue(0, List.of()));
        if (!words.hasMatchedOption("--dir")) {
            throw CliException.usage("no --dir DIR given; it takes the files");
        }
        boolean answers = words.hasMatchedOption("--answers");
        Path folder = Path.of(words.matchedOptionValue("--dir", ""));
        String ending = options.getKind() == CaptchaKind.CAPTCHA_KIND_AUDIO ? ".wav" : ".png";
        try (Connection connection = Connections.openOrFork(session)) {
            CaptchaActions.noteTokensOf(connection, session);
            ForkyardClient client =
                    session.timeLeft().map(connection.client()::within).orElse(connection.client());
            try (CallStream<GenerateCaptchasResponse> stream =
                            client.captchas().generateMany(options, count, answers);
                    Progress progress = new Progress(session, count)) {
                // Nothing is made before the coordinator has taken the request.
                stream.hasNext();
                try (Manifest manifest = Manifest.create(folder, ending, count, answers)) {
                    session.environment()
                            .interruption()
                            .during(() -> save(stream, manifest, count, progress), stream::close);
                    print(session, manifest.file(), count);
                }
            }
        }
        return ExitCode.SUCCEEDED;
    }

    private static int save(
            CallStream<GenerateCaptchasResponse> stream,
            Manifest manifest,
            int count,
            Progress progress) {
        int saved = 0;
        while (stream.hasNext()) {
            for (NumberedCaptcha captcha : stream.next().getCaptchasList()) {
                manifest.add(captcha);
                saved++;
            }
            progress.update((double) saved / count);
        }
        return saved;
    }

    private static void print(Session session, Path manifest, int count) {
        if (session.format() == OutputFormat.TEXT) {
            session.out().println(manifest);
        } else if (session.format() == OutputFormat.CSV) {
            session.out().println("count,manifest\n" + count + "," + manifest);
        } else {
            session.json(
                    Struct.newBuilder()
                            .putFields("count", text(Integer.toString(count)))
                            .putFields("manifest", text(manifest.toString())));
        }
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static int count(List<String> words) {
        BigInteger count =
                words.size() == 1
                        ? NumberNotation.parse(words.get(0)).orElse(BigInteger.ZERO)
                        : BigInteger.ZERO;
        if (count.signum() <= 0 || count.compareTo(BigInteger.valueOf(COUNT_MAX)) > 0) {
            throw CliException.usage(
                    "captcha batch needs one number from 1 to %d, was %s"
                            .formatted(COUNT_MAX, Quoted.of(String.join(" ", words))));
        }
        return count.intValueExact();
    }
}
