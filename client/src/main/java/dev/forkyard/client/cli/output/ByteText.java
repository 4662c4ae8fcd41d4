package dev.forkyard.client.cli.output;

import java.util.Locale;

/** Sizes of memory as people read them. Stateless. */
public final class ByteText {
    private ByteText() {}

    /** Unsigned bytes as {@code 512 KiB}, {@code 64 MiB} or {@code 1.5 GiB}. */
    public static String of(long bytes) {
        long mebibytes = bytes >>> 20;
        if (mebibytes >= 1024) {
            return String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024.0);
        }
        return mebibytes > 0 ? mebibytes + " MiB" : (bytes >>> 10) + " KiB";
    }
}
