package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.client.FakeCoordinator;
import dev.forkyard.proto.v1.ListTupletsRequest;
import dev.forkyard.proto.v1.ListTupletsResponse;
import dev.forkyard.proto.v1.Priority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class TupletsListTest {
    /** Twins, and then triplets that share members; the largest has 20 digits. */
    private static final List<List<Long>> TWINS =
            List.of(
                    List.of(3L, 5L),
                    List.of(5L, 7L),
                    List.of(9_999_971L, 9_999_973L),
                    List.of(10_000_139L, 10_000_141L),
                    List.of(-737L, -735L));

    @TempDir Path folder;
    private FakeCoordinator coordinator;
    private CliRun cli;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        coordinator.listTupletsAs(TupletsListTest::chunks);
        cli = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    /** One a chunk. */
    private static List<ListTupletsResponse> chunks(ListTupletsRequest request) {
        List<ListTupletsResponse> chunks = new ArrayList<>();
        for (List<Long> twins : TWINS) {
            boolean wanted =
                    request.getLimit() == 0
                            || Long.compareUnsigned(chunks.size(), request.getLimit()) < 0;
            if (wanted && Long.compareUnsigned(twins.get(0), request.getRange().getStart()) >= 0) {
                chunks.add(
                        ListTupletsResponse.newBuilder().setCount(1).addAllMembers(twins).build());
            }
        }
        return chunks;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text | (3, 5)N(5, 7)N(9999971, 9999973)N(10000139, 10000141)N"
                        + "(18446744073709550879, 18446744073709550881)N",
                "csv | prime1,prime2N3,5N5,7N9999971,9999973N10000139,10000141N"
                        + "18446744073709550879,18446744073709550881N",
                "json | {\"tuplets\": [N[\"3\",\"5\"]N,[\"5\",\"7\"]N,[\"9999971\",\"9999973\"]N"
                        + ",[\"10000139\",\"10000141\"]N"
                        + ",[\"18446744073709550879\",\"18446744073709550881\"]N]}N",
            })
    void tupletsAreLines(String form, String expected) {
        cli.run("primes", "tuplets", "1e19", "--sizes", "twins", "--list", "-o", form);

        assertThat(text()).isEqualTo(expected.replace("N", "\n"));
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void optionsReachTheRequest() {
        cli.run(
                "primes",
                "tuplets",
                "7..100",
                "--list",
                "--sizes",
                "6",
                "--limit",
                "9",
                "--priority",
                "low");

        ListTupletsRequest request = coordinator.requests(ListTupletsRequest.class).get(0);
        assertThat(request.getSize()).isEqualTo(6);
        assertThat(request.getLimit()).isEqualTo(9);
        assertThat(request.getRange().getStart()).isEqualTo(7);
        assertThat(request.getPriority()).isEqualTo(Priority.PRIORITY_LOW);
    }

    @ParameterizedTest
    @CsvSource({"text, 4", "csv, 4", "text, 3", "csv, 3", "text, 1"})
    void brokenListIsContinuedBehindItsLastTuplet(String form, int whole) throws IOException {
        String[] words = {"primes", "tuplets", "1e19", "--sizes", "2", "--list", "-o", form};
        cli.run(words);
        String all = text();
        int cut = 0;
        for (int line = 0; line < whole; line++) {
            cut = all.indexOf('\n', cut) + 1;
        }
        Path file = folder.resolve("twins");
        Files.writeString(folder.resolve("twins.part"), all.substring(0, cut + 2));

        cli = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
        cli.run(
                "primes",
                "tuplets",
                "1e19",
                "--sizes",
                "2",
                "--list",
                "-o",
                form,
                "--out",
                file.toString(),
                "--resume");

        assertThat(cli.err()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(all);
    }

    @Test
    void fileOfSomethingElseIsNotContinued() throws IOException {
        Path file = folder.resolve("twins");
        Files.writeString(folder.resolve("twins.part"), "3\n5\n");

        cli.run(
                "primes",
                "tuplets",
                "100",
                "--sizes",
                "2",
                "--list",
                "--out",
                file.toString(),
                "--resume");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("is no beginning of this list: it ends with '5'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "primes tuplets 100 --list | --list lists one k; name it with --sizes",
                "primes tuplets 100 --list --sizes 2,3 | --list lists one k",
                "primes tuplets 100 --list --sizes 7 | --sizes '7' is not a list of 2 to 6",
                "primes tuplets 100 --limit 3 | --limit is for lists; add --list",
                "primes tuplets 100 --out x | --out is for lists; add --list",
                "primes tuplets --list --sizes 2 | no RANGE given",
                "jobs submit primes tuplets 100 --list | primes tuplets --list cannot be submitted",
            })
    void contradictionsAreRefused(String words, String line) {
        cli.run(words.split(" ", -1));

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).startsWith("forkyard: " + line).hasLineCount(1);
    }

    private String text() {
        return new String(cli.bytes(), StandardCharsets.US_ASCII);
    }
}
