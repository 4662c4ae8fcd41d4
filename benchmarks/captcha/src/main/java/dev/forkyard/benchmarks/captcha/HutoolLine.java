package dev.forkyard.benchmarks.captcha;

import cn.hutool.captcha.LineCaptcha;

/** Hutool's LineCaptcha, its fastest one. */
final class HutoolLine implements Generator {
    private static final int LINES = 150;

    private final LineCaptcha captcha = new LineCaptcha(WIDTH, HEIGHT, LENGTH, LINES);

    @Override
    public String name() {
        return "hutool Line";
    }

    @Override
    public Drawn draw() {
        captcha.createCode();
        return new Drawn(captcha.getCode(), captcha.getImageBytes());
    }
}
