package dev.forkyard.jobs.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RasterTest {
    private static final int WIDTH = 31;
    private static final int HEIGHT = 20;

    private final Raster raster = new Raster(WIDTH, HEIGHT);

    private void polygon(double... points) {
        int count = points.length / 2;
        for (int index = 0; index < count; index++) {
            int next = (index + 1) % count;
            raster.edge(
                    (float) points[2 * index],
                    (float) points[2 * index + 1],
                    (float) points[2 * next],
                    (float) points[2 * next + 1]);
        }
    }

    private int[][] levels() {
        byte[] packed = new byte[HEIGHT * (1 + (WIDTH + 1) / 2)];
        raster.pack(packed);
        int[][] levels = new int[HEIGHT][WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int pair = packed[y * (1 + (WIDTH + 1) / 2) + 1 + x / 2];
                levels[y][x] = (x & 1) == 0 ? pair >> 4 & 15 : pair & 15;
            }
        }
        return levels;
    }

    private double ink() {
        double ink = 0;
        for (int[] row : levels()) {
            for (int level : row) {
                ink += (15 - level) / 15.0;
            }
        }
        return ink;
    }

    @Test
    void squareOfWholePixelsIsExact() {
        polygon(2, 3, 7, 3, 7, 8, 2, 8);

        int[][] levels = levels();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= 2 && x < 7 && y >= 3 && y < 8;
                assertThat(levels[y][x]).as("%d, %d", x, y).isEqualTo(inside ? 0 : 15);
            }
        }
    }

    @Test
    void partlyCoveredPixelsAreGrey() {
        polygon(4.5, 4, 8, 4, 8, 5.25, 4.5, 5.25);

        assertThat(levels()[4][4]).isEqualTo(8);
        assertThat(levels()[4][5]).isZero();
        assertThat(levels()[5][6]).isEqualTo(11);
    }

    @Test
    void inkIsTheAreaOfAnyTriangle() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            double[] p = random.doubles(6, 1, 19).toArray();
            raster.clear();
            polygon(p);

            double area =
                    Math.abs((p[2] - p[0]) * (p[5] - p[1]) - (p[4] - p[0]) * (p[3] - p[1])) / 2;
            // A level is a quarter; errors of rounding along the edges mostly cancel.
            assertThat(ink()).as("seed %d", seed).isCloseTo(area, within(2.0));
        }
    }

    @Test
    void whatIsCoveredTwiceIsBare() {
        polygon(2, 2, 20, 2, 20, 10, 2, 10);
        polygon(5, 5, 25, 5, 25, 15, 5, 15);

        int[][] levels = levels();
        assertThat(levels[3][3]).isZero();
        assertThat(levels[7][7]).isEqualTo(15);
        assertThat(levels[12][22]).isZero();
    }

    @Test
    void directionOfAPolygonDoesNotMatter() {
        polygon(2, 8, 7, 8, 7, 3, 2, 3);

        assertThat(levels()[4][4]).isZero();
        assertThat(ink()).isEqualTo(25);
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        polygon(-50, -50, 500, -50, 500, 500, -50, 500);

        assertThat(ink()).isEqualTo(WIDTH * HEIGHT);
    }

    @Test
    void outsideToTheRightOrLeftLeavesNoTrace() {
        polygon(40, 2, 50, 2, 50, 12, 40, 12);
        polygon(-9, 2, -3, 2, -3, 12, -9, 12);
        polygon(3, -9, 9, -9, 9, -1, 3, -1);
        polygon(3, 25, 9, 25, 9, 40, 3, 40);

        assertThat(ink()).isZero();
    }
}
