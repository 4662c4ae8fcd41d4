package dev.forkyard.jobs.captcha;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts the captchas of a small job into the order of their items; of a large one it keeps nothing.
 * Confined to one thread at a time.
 */
final class CaptchaGatherer implements Gatherer {
    private final boolean keeps;
    private final TreeMap<Long, byte[]> parts = new TreeMap<>();

    CaptchaGatherer(int count) {
        this.keeps = count <= CaptchaBatch.GATHERED_MAX;
    }

    @Override
    public boolean isLight() {
        return true;
    }

    @Override
    public void accept(int stage, UnsignedRange part, byte[] payload) {
        if (keeps && !part.isEmpty()) {
            parts.put(part.start(), payload);
        }
    }

    @Override
    public byte[] finish() {
        if (parts.size() == 1) {
            // The usual case, and its bytes have the form of an answer.
            return parts.firstEntry().getValue();
        }
        List<Captcha> all = new ArrayList<>();
        parts.values().forEach(part -> all.addAll(CaptchaBatch.decode(part).captchas()));
        return new CaptchaBatch(all).encode();
    }
}
