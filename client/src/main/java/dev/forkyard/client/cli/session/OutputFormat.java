package dev.forkyard.client.cli.session;

/** How answers are written. */
public enum OutputFormat {
    TEXT,
    JSON,
    CSV
}
