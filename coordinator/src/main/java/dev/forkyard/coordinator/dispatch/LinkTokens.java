package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.proto.worker.v1.Register;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets by which workers are known: each was given to one worker alone and is good for one
 * registration. Thread-safe.
 */
final class LinkTokens {
    private static final int TOKEN_BYTES = 32;

    private final Map<Long, String> tokens = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** Makes the secret of a worker that is about to be forked. */
    String issue(WorkerId worker) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        tokens.put(worker.number(), token);
        return token;
    }

    /** A worker that ended without registering can no longer do so. */
    void forget(WorkerId worker) {
        tokens.remove(worker.number());
    }

    /** Takes the secret of a worker that registers; false if it is not the one that was given. */
    boolean redeem(Register register) {
        String expected = tokens.get(register.getWorker());
        if (expected == null
                || !MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII),
                        register.getToken().getBytes(StandardCharsets.UTF_8))) {
            return false;
        }
        return tokens.remove(register.getWorker(), expected);
    }
}
