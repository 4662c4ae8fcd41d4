package dev.forkyard.benchmarks.captcha;

import dev.forkyard.jobs.captcha.AudioRecipe;
import dev.forkyard.jobs.captcha.CaptchaStyle;
import dev.forkyard.jobs.captcha.ImageRecipe;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Measures how many captchas one core makes in a second, in turns with other generators, or draws
 * pictures into folders for an attack.
 *
 * <pre>
 * CaptchaBenchmark speed ROUNDS SECONDS
 * CaptchaBenchmark draw FOLDER TRAIN TEST [NAME]
 * </pre>
 *
 * Rates are by CPU time of the drawing thread, so that a busy machine changes them less.
 */
public final class CaptchaBenchmark {
    private static final int BATCH = 50;
    private static final int AUDIO_BATCH = 5;
    private static final String PYTHON = "Python captcha";
    private static final String OURS = "Forkyard band";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CaptchaBenchmark() {}

    /** Runs it. */
    public static void main(String[] words) throws IOException {
        if (words.length == 3 && words[0].equals("speed")) {
            speed(Integer.parseInt(words[1]), Double.parseDouble(words[2]));
        } else if ((words.length == 4 || words.length == 5) && words[0].equals("draw")) {
            int train = Integer.parseInt(words[2]);
            int test = Integer.parseInt(words[3]);
            draw(Path.of(words[1]), train, test, words.length == 5 ? words[4] : "");
        } else {
            System.err.println(
                    "bench-captcha: speed ROUNDS SECONDS, or draw FOLDER TRAIN TEST [NAME]");
            System.exit(2);
        }
    }

    private static List<Generator> pictures() {
        List<Generator> generators = new ArrayList<>();
        for (CaptchaStyle style : CaptchaStyle.values()) {
            ImageRecipe recipe =
                    new ImageRecipe(
                            style,
                            Generator.LENGTH,
                            Generator.WIDTH,
                            Generator.HEIGHT,
                            ImageRecipe.BLACK);
            String name = "Forkyard " + style.name().toLowerCase(Locale.ROOT);
            generators.add(new ForkyardGenerator(name, recipe, BATCH));
        }
        generators.add(new HutoolLine());
        generators.add(new Kaptcha());
        generators.add(new EasyCaptcha());
        return generators;
    }

    private static void speed(int rounds, double seconds) throws IOException {
        List<Generator> generators = pictures();
        generators.add(new ForkyardGenerator("Forkyard audio", AudioRecipe.DEFAULT, AUDIO_BATCH));
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        Map<String, Double> bytes = new LinkedHashMap<>();
        try (PythonCaptcha python = PythonCaptcha.start()) {
            // The first round warms all of them up.
            for (int round = 0; round <= rounds; round++) {
                for (Generator generator : generators) {
                    double rate = round(generator, seconds, bytes);
                    keep(rates, generator.name(), round, OptionalDouble.of(rate));
                }
                keep(rates, PYTHON, round, python.round(seconds));
            }
        }
        print(rates, bytes);
    }

    private static double round(
            Generator generator, double seconds, Map<String, Double> bytesEach) {
        long start = THREADS.getCurrentThreadCpuTime();
        long end = start + (long) (seconds * 1e9);
        long count = 0;
        long bytes = 0;
        while (THREADS.getCurrentThreadCpuTime() < end) {
            for (int index = 0; index < BATCH; index++, count++) {
                bytes += generator.draw().media().length;
            }
        }
        bytesEach.put(generator.name(), (double) bytes / count);
        return count / ((THREADS.getCurrentThreadCpuTime() - start) / 1e9);
    }

    private static void keep(
            Map<String, List<Double>> rates, String name, int round, OptionalDouble rate) {
        if (round > 0 && rate.isPresent()) {
            rates.computeIfAbsent(name, key -> new ArrayList<>()).add(rate.getAsDouble());
        }
    }

    private static void print(Map<String, List<Double>> rates, Map<String, Double> bytes) {
        List<Double> ours = rates.getOrDefault(OURS, List.of());
        System.out.println("| generator | a second and core (spread) | band's ratio | bytes |");
        System.out.println("|---|---|---|---|");
        rates.forEach(
                (name, values) -> {
                    double[] ratios = new double[values.size()];
                    for (int round = 0; round < ratios.length; round++) {
                        ratios[round] = ours.get(round) / values.get(round);
                    }
                    double[] sorted = sorted(values.stream().mapToDouble(one -> one).toArray());
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %,.0f (%,.0f…%,.0f) | %.2f | %,.0f |%n",
                            name,
                            sorted[sorted.length / 2],
                            sorted[0],
                            sorted[sorted.length - 1],
                            sorted(ratios)[ratios.length / 2],
                            bytes.getOrDefault(name, Double.NaN));
                });
    }

    private static double[] sorted(double[] values) {
        Arrays.sort(values);
        return values;
    }

    private static void draw(Path folder, int train, int test, String name) throws IOException {
        for (Generator generator : pictures()) {
            if (!generator.name().startsWith(name)) {
                continue;
            }
            Path own = folder.resolve(generator.name().replace(' ', '-'));
            drawInto(Files.createDirectories(own.resolve("train")), generator, train);
            drawInto(Files.createDirectories(own.resolve("test")), generator, test);
        }
    }

    private static void drawInto(Path folder, Generator generator, int count) throws IOException {
        for (int number = 0; number < count; number++) {
            Generator.Drawn drawn = generator.draw();
            String name = String.format(Locale.ROOT, "%05d-%s.png", number, drawn.answer());
            Files.write(folder.resolve(name), drawn.media());
        }
    }
}
