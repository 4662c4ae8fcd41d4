package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.altcha.AltchaWork;
import dev.forkyard.jobs.captcha.random.RandomStream;
import java.util.HexFormat;

/** Does the expensive part of an ALTCHA challenge; the coordinator signs it. */
final class WorkMaker implements CaptchaMaker {
    private final WorkRecipe recipe;

    WorkMaker(WorkRecipe recipe) {
        this.recipe = recipe;
    }

    @Override
    public Captcha make(RandomStream random) {
        byte[] nonce = random.bytes(AltchaWork.NONCE_BYTES);
        byte[] salt = random.bytes(AltchaWork.SALT_BYTES);
        int counter = random.between(recipe.counterMin(), recipe.counterMax());
        byte[] key = AltchaWork.deriveKey(nonce, salt, recipe.cost(), counter);
        AltchaWork work = AltchaWork.of(nonce, salt, recipe.cost(), key);
        return new Captcha(HexFormat.of().formatHex(key), work.encode());
    }
}
