package dev.forkyard.coordinator.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A page that shows captchas at work against this server. Immutable. Everything it needs is in this
 * jar, and its policy lets the browser load nothing else.
 */
final class DemoPage {
    private static final String INDEX = "index.html";
    private static final String SCRIPT = "text/javascript";

    /** The files, which are all there is. */
    private static final Map<String, String> TYPES =
            Map.of(
                    INDEX,
                    "text/html",
                    "demo.css",
                    "text/css",
                    "demo.js",
                    SCRIPT,
                    "altcha.css",
                    "text/css",
                    "altcha.js",
                    SCRIPT,
                    "pbkdf2.js",
                    SCRIPT,
                    "LICENSE.altcha.txt",
                    "text/plain");

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self';"
                    + " img-src 'self' data:; media-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Map<String, byte[]> files = new HashMap<>();

    /**
     * Reads the files.
     *
     * @throws IllegalStateException if one is missing in the jar
     */
    DemoPage() {
        TYPES.keySet().forEach(name -> files.put(name, read(name)));
    }

    /** {@code GET /demo}. */
    void index(Context call) {
        write(call, INDEX);
    }

    /** {@code GET /demo/{file}}. */
    void file(Context call) {
        write(call, call.pathParam("file"));
    }

    private void write(Context call, String name) {
        byte[] file = files.get(name);
        if (file == null) {
            throw new NotFoundResponse("the demo has no such file");
        }
        call.header("Content-Security-Policy", POLICY);
        call.header("Referrer-Policy", "no-referrer");
        call.contentType(TYPES.get(name) + "; charset=utf-8").result(file);
    }

    private static byte[] read(String name) {
        try (InputStream in = DemoPage.class.getResourceAsStream("demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no demo/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read demo/" + name, e);
        }
    }
}
