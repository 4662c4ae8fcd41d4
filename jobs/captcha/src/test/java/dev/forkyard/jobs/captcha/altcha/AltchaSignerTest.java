package dev.forkyard.jobs.captcha.altcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AltchaSignerTest {
    static final long EXPIRES_AT = 4_102_444_800L;
    static final AltchaSigner SIGNER = signer("signature-secret", "key-secret-é");

    static AltchaSigner signer(String signatureSecret, String keySecret) {
        return new AltchaSigner(
                signatureSecret.getBytes(StandardCharsets.UTF_8),
                keySecret.getBytes(StandardCharsets.UTF_8));
    }

    /** A challenge of ours, the key of which is that of the counter. */
    static String challenge(int seed, int cost, int counter) {
        byte[] nonce = new byte[AltchaWork.NONCE_BYTES];
        byte[] salt = new byte[AltchaWork.SALT_BYTES];
        nonce[3] = (byte) seed;
        salt[5] = (byte) (seed * 77);
        byte[] key = AltchaWork.deriveKey(nonce, salt, cost, counter);
        AltchaWork work = AltchaWork.of(nonce, salt, cost, key);
        return SIGNER.sign(
                AltchaWork.decode(work.encode()), HexFormat.of().formatHex(key), EXPIRES_AT);
    }

    private static String solved(String challenge, int counter, String key) {
        return "{\"challenge\":%s,\"solution\":{\"counter\":%d,\"derivedKey\":\"%s\",\"time\":1.5}}"
                .formatted(challenge, counter, key);
    }

    private static String encoded(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    // Made by `node jobs/captcha/tools/altcha.mjs make 10` with altcha-lib 2.8.0.
    private static List<String> vectors() throws IOException {
        try (InputStream stream = AltchaSignerTest.class.getResourceAsStream("vectors.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void solutionsOfAltchaLibAreRight() throws Exception {
        for (String vector : vectors()) {
            AltchaPayload payload = AltchaPayload.parse(vector).orElseThrow();

            assertThat(SIGNER.isGenuine(payload)).as(payload.toString()).isTrue();
            assertThat(SIGNER.isSolved(payload)).as(payload.toString()).isTrue();
            assertThat(payload.expiresAtSeconds()).hasValue(EXPIRES_AT);
            assertThat(payload.nonce()).hasValueSatisfying(nonce -> assertThat(nonce).hasSize(32));
        }
        assertThat(vectors()).hasSize(10);
    }

    @Test
    void otherKeysMakeAnotherSignature() throws Exception {
        for (String vector : vectors()) {
            AltchaPayload payload = AltchaPayload.parse(vector).orElseThrow();

            assertThat(signer("another", "key-secret-é").isGenuine(payload)).isFalse();
        }
        AltchaPayload first = AltchaPayload.parse(vectors().get(0)).orElseThrow();
        assertThat(signer("signature-secret", "another").isGenuine(first)).isTrue();
        assertThat(signer("signature-secret", "another").isSolved(first)).isFalse();
    }

    @Test
    void changingAnyCharacterOfAChallengeBreaksIt() {
        String challenge = challenge(1, 3, 5);
        byte[] nonce = new byte[AltchaWork.NONCE_BYTES];
        nonce[3] = 1;
        byte[] salt = new byte[AltchaWork.SALT_BYTES];
        salt[5] = 77;
        String key = HexFormat.of().formatHex(AltchaWork.deriveKey(nonce, salt, 3, 5));
        AltchaPayload whole = AltchaPayload.parse(solved(challenge, 5, key)).orElseThrow();
        assertThat(SIGNER.isGenuine(whole) && SIGNER.isSolved(whole)).isTrue();

        for (int index = 0; index < challenge.length(); index++) {
            StringBuilder changed = new StringBuilder(challenge);
            changed.setCharAt(index, challenge.charAt(index) == '1' ? '2' : '1');
            boolean genuine =
                    AltchaPayload.parse(encoded(solved(changed.toString(), 5, key)))
                            .filter(SIGNER::isGenuine)
                            .isPresent();

            assertThat(genuine).as("changed at %d: %s", index, changed).isFalse();
        }
    }

    @Test
    void wrongKeysDoNotSolve() {
        String challenge = challenge(2, 2, 9);
        for (String key : List.of("00".repeat(32), "", "zz", "A0".repeat(32), "0")) {
            AltchaPayload payload = AltchaPayload.parse(solved(challenge, 9, key)).orElseThrow();

            assertThat(SIGNER.isGenuine(payload)).isTrue();
            assertThat(SIGNER.isSolved(payload)).as(key).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "%%%",
                "e30=",
                "[1]",
                "{\"challenge\":{},\"solution\":{}}",
                "{\"challenge\":{\"parameters\":[],\"signature\":\"\"},\"solution\":{}}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":01}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":1} x",
                "{\"a\"",
            })
    void whatIsNoPayloadIsNotRead(String text) {
        assertThat(AltchaPayload.parse(text)).isEmpty();
        assertThat(AltchaPayload.parse(encoded(text))).isEmpty();
    }

    @Test
    void hugePayloadsAreNotRead() {
        String deep = "{\"a\":".repeat(5_000);

        assertThat(AltchaPayload.parse(deep)).isEmpty();
        assertThat(AltchaPayload.parse(deep.substring(0, 16_000))).isEmpty();
    }

    @Test
    void canonicalTextIsThatOfJavaScript() {
        String text =
                "{ \"b\" : {\"z\":-1.5e3,\"y\":null}, \"a\" : \"\\u00e9\\u0001\\/\\n\\ud83d\" }";

        assertThat(JsonObject.parse(text).canonical())
                .isEqualTo("{\"a\":\"é\\u0001/\\n\\ud83d\",\"b\":{\"y\":null,\"z\":-1.5e3}}");
    }

    @Test
    void noncesNameTheirChallenges() {
        List<String> nonces =
                IntStream.range(0, 5)
                        .mapToObj(seed -> solved(challenge(seed, 1, 0), 0, "00"))
                        .map(json -> AltchaPayload.parse(json).orElseThrow().nonce().orElseThrow())
                        .toList();

        assertThat(nonces).doesNotHaveDuplicates();
    }
}
