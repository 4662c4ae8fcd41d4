package dev.forkyard.jobs.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Proof that no font of the system can matter: what draws and speaks needs {@code java.base} only,
 * so neither java.desktop nor the fontconfig and freetype behind it are ever loaded.
 */
class ModulesTest {
    @Test
    void captchasNeedJavaBaseOnly() {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed, true);

        int code =
                ToolProvider.findFirst("jdeps")
                        .orElseThrow()
                        .run(
                                out,
                                out,
                                "--ignore-missing-deps",
                                "--multi-release",
                                "base",
                                "--print-module-deps",
                                "target/classes");

        assertThat(printed.toString().strip()).isEqualTo("java.base");
        assertThat(code).isZero();
    }
}
