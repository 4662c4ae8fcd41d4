package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.client.FakeCoordinator;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.proto.v1.CaptchaKind;
import dev.forkyard.proto.v1.CaptchaOptions;
import dev.forkyard.proto.v1.CaptchaStyle;
import dev.forkyard.proto.v1.GenerateCaptchaRequest;
import dev.forkyard.proto.v1.VerifyCaptchaRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class CaptchaTest {
    @TempDir private Path folder;
    private FakeCoordinator coordinator;
    private CliRun cli;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        cli = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    @Test
    void generateWritesThePictureAndPrintsTheToken() throws IOException {
        Path file = folder.resolve("a.png");

        cli.run(
                "captcha",
                "generate",
                "--length",
                "8",
                "--style",
                "plain",
                "--out",
                file.toString());

        assertThat(cli.err()).isEmpty();
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("token\n");
        assertThat(file).hasContent("a picture");
        assertThat(coordinator.requests(GenerateCaptchaRequest.class))
                .extracting(GenerateCaptchaRequest::getOptions)
                .containsExactly(
                        CaptchaOptions.newBuilder()
                                .setLength(8)
                                .setStyle(CaptchaStyle.CAPTCHA_STYLE_PLAIN)
                                .build());
    }

    @Test
    void audioIsAskedFor() {
        cli.run("captcha", "generate", "--audio", "--out", folder.resolve("a.wav").toString());

        assertThat(coordinator.requests(GenerateCaptchaRequest.class).get(0).getOptions().getKind())
                .isEqualTo(CaptchaKind.CAPTCHA_KIND_AUDIO);
    }

    @Test
    void jsonHasNoPictureBesideTheFile() {
        cli.run("captcha", "generate", "-o", "json", "--out", folder.resolve("a.png").toString());

        assertThat(cli.out()).contains("\"token\": \"token\"").contains("\"media\": \"\"");
    }

    @Test
    void generateNeedsAFile() {
        cli.run("captcha", "generate");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("--out FILE");
    }

    @Test
    void folderThatIsNotThereIsOneLine() {
        cli.run("captcha", "generate", "--out", folder.resolve("no/a.png").toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("cannot write").hasLineCount(1);
    }

    @Test
    void refusalOfTheCoordinatorIsPassedOn() {
        coordinator.refuseWith(
                new InvalidRequestException(
                        ErrorReason.INVALID_OPTION,
                        "options.length",
                        "length must be 4…10, was 11"));

        cli.run("captcha", "generate", "--length", "11", "--out", folder + "/a.png");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("length must be 4…10, was 11");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void batchFillsAFolderWithItsManifest() throws IOException {
        Path set = folder.resolve("set");

        cli.run("captcha", "batch", "11", "--dir", set.toString());

        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).isEqualTo(set.resolve("manifest.csv") + "\n");
        assertThat(set.resolve("00.png")).hasContent("picture 0");
        assertThat(set.resolve("10.png")).hasContent("picture 10");
        assertThat(Files.readAllLines(set.resolve("manifest.csv")))
                .hasSize(12)
                .startsWith("file,token,expire_time", "00.png,token0,1970-01-12T13:51:40Z");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(set.resolve("manifest.csv"))))
                .isEqualTo("rw-------");
    }

    @Test
    void batchWithAnswersListsThem() throws IOException {
        cli.run("captcha", "batch", "1", "--answers", "--dir", folder.toString());

        assertThat(Files.readAllLines(folder.resolve("manifest.csv")))
                .containsExactly(
                        "file,token,expire_time,answer", "0.png,token0,1970-01-12T13:51:40Z,right");
    }

    @Test
    void batchLeavesAnEarlierManifestAlone() throws IOException {
        Files.writeString(folder.resolve("manifest.csv"), "mine");

        cli.run("captcha", "batch", "5", "--dir", folder.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("already");
        assertThat(folder.resolve("manifest.csv")).hasContent("mine");
    }

    @Test
    void batchNeedsANumberWithinItsBounds() {
        for (String count : new String[] {"0", "1000001", "x", "1.5"}) {
            CliRun run = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
            run.run("captcha", "batch", count, "--dir", folder.toString());
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("from 1 to 1000000");
        }
    }

    @Test
    void verifySaysWhetherAnAnswerIsRight() {
        cli.run("captcha", "verify", "token", "right");
        assertThat(cli.out()).isEqualTo("valid\n");
        assertThat(cli.exitCode()).isZero();

        CliRun wrong = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
        wrong.run("captcha", "verify", "--", "-token", "wrong");
        assertThat(wrong.out()).isEqualTo("invalid\n");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(coordinator.requests(VerifyCaptchaRequest.class).get(1).getToken())
                .isEqualTo("-token");
    }

    @Test
    void verifyNeedsACoordinator() {
        cli = new CliRun();
        cli.run("captcha", "verify", "token", "right");

        assertThat(cli.exitCode()).isEqualTo(3);
        assertThat(cli.err()).contains("only the coordinator that gave a token can verify it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1000000000", "6.0", "", "4…10", "-"})
    void numberThatCannotBeSentIsRefusedWithTheBound(String value) {
        cli.run("captcha", "generate", "--length=" + value, "--out", folder + "/a.png");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("--length must be 4…10").hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }
}
