package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.client.FakeCoordinator;
import dev.forkyard.client.cli.session.Terminal;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.PrimeForm;
import dev.forkyard.proto.v1.Priority;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class PrimesListTest {
    private static final Terminal TERMINAL = new Terminal(true, true, 80);

    @TempDir Path folder;
    private FakeCoordinator coordinator;
    private CliRun cli;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        coordinator.listAs(request -> PrimeChunks.of(request, 7));
        cli = cli();
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0, 2",
        "0, 3",
        "2, 100",
        "7, 12000",
        "9900, 10100",
        "99990, 100100",
        "4294967200, 4294967400",
        "9999999900, 10000000100",
        "999999999999999900, 1000000000000000100",
        "9223372036854775000, 9223372036854777000",
        "18446744073709551500, 18446744073709551615",
    })
    void primesAreLines(String start, String end) {
        cli.run("primes", "list", start + ".." + end);

        assertThat(text().lines())
                .as(cli.err())
                .isEqualTo(
                        PrimeChunks.texts(
                                Long.parseUnsignedLong(start), Long.parseUnsignedLong(end)));
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void rangesFollowEachOtherAndShareTheLimit() {
        cli.run("primes", "list", "90..100", "10", "0..10", "--limit", "6");

        assertThat(text().lines()).containsExactly("97", "2", "3", "5", "7", "2");
        assertThat(coordinator.requests(ListPrimesRequest.class))
                .extracting(ListPrimesRequest::getLimit)
                .containsExactly(6L, 5L, 1L);
    }

    @Test
    void optionsReachTheRequest() {
        cli.run("primes", "list", "10", "--priority", "high", "--max-attempts", "5");

        ListPrimesRequest request = coordinator.requests(ListPrimesRequest.class).get(0);
        assertThat(request.getForm()).isEqualTo(PrimeForm.PRIME_FORM_BITMAP);
        assertThat(request.getPriority()).isEqualTo(Priority.PRIORITY_HIGH);
        assertThat(request.getPolicy().getMaxAttempts()).isEqualTo(5);
        assertThat(request.getLimit()).isZero();
    }

    @Test
    void csvHasAHeader() {
        cli.run("primes", "list", "8", "-o", "csv");

        assertThat(text()).isEqualTo("prime\n2\n3\n5\n7\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | {\"primes\": [N]}N",
                "3 | {\"primes\": [N\"2\"N]}N",
                "24..28 | {\"primes\": [N]}N",
                "209..230 | {\"primes\": [N\"211\"N,\"223\"N,\"227\"N,\"229\"N]}N",
            })
    void jsonIsOneObject(String range, String expected) {
        cli.run("primes", "list", range, "-o", "json");

        assertThat(text()).isEqualTo(expected.replace("N", "\n"));
    }

    @Test
    void bitmapIsWrittenAsItIs() {
        cli.run("primes", "list", "1..60", "--bitmap");

        // 1 is no prime; 7…29 are; of 31…59 all but 49.
        assertThat(cli.bytes()).containsExactly(0b1111_1110, 0b1101_1111);
    }

    @Test
    void fileHasItsNameOnlyWhenItIsWhole() throws IOException {
        Path file = folder.resolve("primes.txt");

        cli.run("primes", "list", "100", "--out", file.toString());

        assertThat(Files.readAllLines(file)).isEqualTo(PrimeChunks.texts(0, 100));
        assertThat(folder).isDirectoryContaining(one -> one.equals(file));
        assertThat(Files.exists(part(file))).isFalse();
        assertThat(text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 50, 300, 1100, 1151, 1152})
    void interruptedFileIsContinued(int bytes) throws IOException {
        Path file = folder.resolve("primes.txt");
        byte[] whole = whole("primes", "list", "3..2000");
        Files.write(part(file), Arrays.copyOf(whole, Math.min(bytes, whole.length)));

        cli.run("primes", "list", "3..2000", "--out", file.toString(), "--resume");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        assertThat(Files.exists(part(file))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6, 7, 8, 100})
    void interruptedCsvWithALimitIsContinued(int bytes) throws IOException {
        Path file = folder.resolve("primes.csv");
        byte[] whole = whole("primes", "list", "1000", "-o", "csv", "--limit", "40");
        Files.write(part(file), Arrays.copyOf(whole, bytes));

        cli.run(
                "primes",
                "list",
                "1000",
                "-o",
                "csv",
                "--limit",
                "40",
                "--resume",
                "--out",
                file.toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 33, 34})
    void interruptedBitmapIsContinued(int bytes) throws IOException {
        Path file = folder.resolve("primes.bits");
        byte[] whole = whole("primes", "list", "17..1030", "--bitmap");
        Files.write(part(file), Arrays.copyOf(whole, bytes));

        cli.run("primes", "list", "17..1030", "--bitmap", "--out", file.toString(), "--resume");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello\n", "5\n4000\n", "-7\n"})
    void fileOfSomethingElseIsNotContinued(String content) throws IOException {
        Path file = folder.resolve("primes.txt");
        Files.writeString(part(file), content);

        cli.run("primes", "list", "2000", "--out", file.toString(), "--resume");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .contains("primes.txt.part is no beginning of this list")
                .hasLineCount(1);
        assertThat(Files.readString(part(file))).isEqualTo(content);
    }

    @Test
    void listThatBreaksOffKeepsItsBeginning() throws Exception {
        Path file = folder.resolve("primes.txt");
        coordinator.hang();

        cli.run("primes", "list", "100", "--out", file.toString(), "--timeout", "500ms");

        assertThat(cli.exitCode()).isEqualTo(4);
        assertThat(Files.readAllLines(part(file))).isEqualTo(PrimeChunks.texts(0, 100));
        assertThat(Files.exists(file)).isFalse();
        assertThat(coordinator.awaitDropped()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "primes list | no RANGE given",
                "primes list 10 --limit 0 | --limit '0' is not a whole number from 1 to 18446744073709551615",
                "primes list 10 --limit x | --limit 'x' is not a whole number from 1 to",
                "primes list 10 --bitmap -o csv | --bitmap has one form",
                "primes list 10 20 --bitmap | --bitmap takes one RANGE",
                "primes list 10 --resume | --resume continues a file",
                "primes list 10 20 --resume --out x | --resume takes one RANGE",
                "primes list 10 --resume --out x -o json | --resume continues lines",
                "primes list 10 --resume --bitmap --limit 3 --out x | --resume with --bitmap takes no --limit",
                "primes list 10 --out . | --out '.' is a folder",
                "jobs submit primes list 10 | primes list cannot be submitted",
            })
    void contradictionsAreRefused(String words, String line) {
        cli.run(words.split(" ", -1));

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).startsWith("forkyard: " + line).hasLineCount(1);
        assertThat(coordinator.requests()).isEmpty();
    }

    @Test
    void terminalIsNotFilledUnasked() {
        cli.on(TERMINAL).run("primes", "list", "1e18");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .isEqualTo(
                        "forkyard: a list from more than 10000000 numbers fills the terminal; use"
                                + " --limit N, --out FILE, a pipe or --force\n");
        assertThat(coordinator.requests()).isEmpty();
    }

    @Test
    void terminalGetsFewPrimesOfAWideRange() {
        coordinator.listAs(
                request ->
                        PrimeChunks.of(
                                request.toBuilder()
                                        .setRange(request.getRange().toBuilder().setEnd(1000))
                                        .build(),
                                7));

        cli.on(TERMINAL).run("primes", "list", "1e18", "--limit", "3");

        assertThat(text()).isEqualTo("2\n3\n5\n");
    }

    @Test
    void forceFillsATerminal() {
        coordinator.listAs(request -> List.of());

        cli.on(TERMINAL).run("primes", "list", "1e18", "--force");

        assertThat(cli.exitCode()).isZero();
    }

    @Test
    void brokenPipeExits141WithoutAWord() {
        cli.writingBytesTo(failing("Broken pipe")).run("primes", "list", "100");

        assertThat(cli.exitCode()).isEqualTo(141);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void fullDiskIsOneLine() {
        cli.writingBytesTo(failing("No space left on device")).run("primes", "list", "100");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err())
                .isEqualTo("forkyard: cannot write to stdout: No space left on device\n");
    }

    @Test
    void interruptEndsTheCallAndExits130() throws Exception {
        coordinator.hang();
        Thread thread = new Thread(() -> cli.run("primes", "list", "100"));
        thread.start();
        assertThat(coordinator.awaitStarted()).isTrue();

        cli.interruption().fire();

        assertThat(coordinator.awaitDropped()).isTrue();
        thread.join(10_000);
        assertThat(cli.exitCode()).isEqualTo(130);
        assertThat(cli.err()).isEmpty();
    }

    private CliRun cli() {
        return new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
    }

    private byte[] whole(String... words) {
        return cli().run(words).bytes();
    }

    private String text() {
        return new String(cli.bytes(), StandardCharsets.US_ASCII);
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
