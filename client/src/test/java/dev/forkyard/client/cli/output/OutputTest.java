package dev.forkyard.client.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forkyard.client.cli.session.CliException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "30, PT30S",
        "1.5m, PT1M30S",
        "2h, PT2H",
        "1d, PT24H",
        "0.001s, PT0.001S",
        "365d, PT8760H",
    })
    void timesAreRead(String text, Duration time) {
        assertThat(DurationText.parse("--timeout", text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0s",
                "-1s",
                "1w",
                "s",
                "1 s",
                "366d",
                "1e3s",
                "9999999999s",
                "0.0000000001s"
            })
    void wrongTimesAreRefused(String text) {
        assertThatThrownBy(() -> DurationText.parse("--timeout", text))
                .isInstanceOf(CliException.class)
                .hasMessageStartingWith("--timeout '" + text + "' is not a time above 0");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0ms",
        "PT0.0129S, 12ms",
        "PT1.25S, 1.3s",
        "PT59.9S, 59.9s",
        "PT5M6S, 5m 06s",
        "PT2H5M, 2h 05m",
        "PT49H, 2d 01h",
    })
    void timesAreWritten(Duration time, String text) {
        assertThat(DurationText.of(time)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 KiB", "524288, 512 KiB", "73400320, 70 MiB", "1610612736, 1.5 GiB"})
    void sizesAreWritten(long bytes, String text) {
        assertThat(ByteText.of(bytes)).isEqualTo(text);
    }

    @Test
    void textOfOthersStaysOneShortLine() {
        assertThat(Quoted.of("a\nb\u001b[31m\tc")).isEqualTo("'a b\\u001b[31m c'");
        assertThat(Quoted.of("x".repeat(1000))).hasSizeLessThan(70).contains("...");
    }

    @Test
    void tableIsAlignedAsTextAndQuotedAsCsv() {
        Table table = new Table("job_id", "what");
        table.add("a", "x, \"y\"\nz");
        table.add("longer", "");

        assertThat(printed(table, Table::printText))
                .isEqualTo("JOB ID  WHAT\na       x, \"y\" z\nlonger\n");
        assertThat(printed(table, Table::printCsv))
                .isEqualTo("job_id,what\na,\"x, \"\"y\"\"\nz\"\nlonger,\n");
    }

    private static String printed(Table table, BiConsumer<Table, PrintWriter> form) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        form.accept(table, writer);
        writer.flush();
        return text.toString();
    }
}
