package dev.forkyard.benchmarks.captcha;

import com.google.code.kaptcha.impl.DefaultKaptcha;
import com.google.code.kaptcha.util.Config;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import javax.imageio.ImageIO;

/** Kaptcha with its own settings, but for size and length. */
final class Kaptcha implements Generator {
    private final DefaultKaptcha kaptcha = new DefaultKaptcha();

    Kaptcha() {
        Properties properties = new Properties();
        properties.setProperty("kaptcha.image.width", Integer.toString(WIDTH));
        properties.setProperty("kaptcha.image.height", Integer.toString(HEIGHT));
        properties.setProperty("kaptcha.textproducer.char.length", Integer.toString(LENGTH));
        kaptcha.setConfig(new Config(properties));
    }

    @Override
    public String name() {
        return "kaptcha";
    }

    @Override
    public Drawn draw() {
        String answer = kaptcha.createText();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(kaptcha.createImage(answer), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Drawn(answer, png.toByteArray());
    }
}
