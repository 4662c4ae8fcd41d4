package dev.forkyard.benchmarks.captcha;

import com.wf.captcha.SpecCaptcha;
import java.io.ByteArrayOutputStream;

/** Easy-captcha's SpecCaptcha, its PNG. */
final class EasyCaptcha implements Generator {
    @Override
    public String name() {
        return "easy-captcha";
    }

    @Override
    public Drawn draw() {
        SpecCaptcha captcha = new SpecCaptcha(WIDTH, HEIGHT, LENGTH);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        captcha.out(png);
        return new Drawn(captcha.text(), png.toByteArray());
    }
}
