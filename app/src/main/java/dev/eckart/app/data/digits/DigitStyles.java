package dev.eckart.app.data.digits;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ways in which people write each digit.
 *
 * <p>A line of the table is a digit and its strokes, separated by bars. A stroke is points {@code x,y} in percent of the
 * digit's box, from its upper left corner; an exclamation mark after a point makes a corner there.
 */
final class DigitStyles {
    private static final String TABLE = """
            0: 52,4 25,14 10,48 22,86 50,96 78,84 90,50 76,14 50,4
            0: 62,8 38,6 18,34 20,74 42,96 66,86 82,52 74,16 56,6 44,16
            0: 44,6 22,24 22,70 46,96 70,80 74,34 58,8 40,8
            0: 38,14 14,40 16,80 50,94 84,74 84,30 60,8 34,16
            1: 50,4 50,50 50,96
            1: 54,4 48,36 52,66 48,96
            1: 30,26 46,14 54,4! 52,50 52,96
            1: 28,24 54,4! 53,50 52,95 | 26,95 52,95 80,94
            1: 60,4 54,34 46,66 40,96
            2: 16,26 34,7 62,6 80,26 66,52 40,74 14,94! 50,92 88,93
            2: 18,20 42,5 70,12 74,36 54,64 28,86 14,88 20,74 42,78 64,92 90,88
            2: 20,16 48,4 76,14 72,40 46,68 12,95! 52,88 86,94
            2: 16,12 48,8 80,10! 56,44 18,92! 50,90 86,90
            3: 18,16 46,4 74,16 70,38 40,47! 72,54 84,74 62,94 32,94 12,82
            3: 16,8 46,8 78,8! 60,26 42,42! 70,46 84,68 66,92 38,96 14,86
            3: 22,10 54,5 70,20 58,40 44,46 64,54 76,72 56,94 18,92
            3: 20,22 38,4 70,8 72,32 48,46 36,48 52,46 80,58 80,84 46,98 16,84
            4: 26,6 20,30 14,54! 50,54 86,52 | 70,10 68,50 66,96
            4: 66,96 66,50 66,4! 40,34 10,64! 50,64 92,64
            4: 24,8 16,40 34,56 62,46 76,10! 74,50 70,96
            4: 34,4 22,34 12,58! 48,60 88,54 | 60,34 56,64 52,97
            4: 70,6 38,30 18,54! 50,56 74,50! | 74,6 70,50 66,96
            5: 80,7 52,6 26,8! 24,28 22,44! 50,38 78,56 78,80 50,96 14,88
            5: 82,8 50,8 34,12 26,40 54,44 78,60 74,84 46,96 16,90
            5: 28,8! 24,26 22,46! 46,38 74,48 82,70 64,92 36,96 14,84 | 28,8 54,8 86,6
            5: 86,4 60,12 34,12! 30,42! 56,42 66,64 54,88 16,96
            6: 70,4 42,20 22,52 20,80 44,96 74,86 78,64 54,52 24,68
            6: 42,4 26,36 20,70 36,95 66,92 76,72 56,58 26,70
            6: 78,10 54,4 30,22 16,56 24,88 54,96 80,78 66,56 38,58 20,76
            6: 58,4 36,32 30,68 42,94 62,90 64,70 48,62 32,76
            7: 12,10 50,9 86,8! 62,44 40,96
            7: 14,10 50,8 84,8! 60,50 44,96 | 32,52 54,50 78,50
            7: 14,26 16,10! 50,12 86,10! 64,38 52,66 50,96
            7: 12,14 36,6 60,14 86,6! 60,48 36,96
            7: 20,8 50,8 80,10! 76,50 72,96
            8: 76,18 52,4 26,16 36,40 66,58 76,80 50,96 24,82 34,58 62,40 76,18
            8: 50,47 24,30 34,8 62,6 76,26 50,47 22,70 32,94 66,95 80,70 50,47
            8: 70,10 38,6 28,26 50,46 72,68 62,94 32,92 28,70 50,48 78,22 72,8
            8: 52,4 34,16 38,40 54,46 66,30 52,4 | 54,46 30,62 30,88 54,97 72,82 54,46
            9: 76,22 54,5 26,18 28,44 56,48 76,24! 74,60 70,96
            9: 78,26 56,4 24,16 24,42 54,50 78,28 76,64 58,92 24,92
            9: 66,8 36,12 24,36 44,50 68,34 70,8! 64,50 52,96
            9: 74,14 46,6 22,28 38,50 66,40 76,16 66,56 42,96
            """;

    private final List<List<List<Stroke>>> byDigit;

    /** Reads the table. */
    DigitStyles() {
        byDigit = Stream.iterate(0, digit -> digit + 1)
                .limit(10)
                .map(digit -> TABLE.lines()
                        .filter(line -> line.startsWith(digit + ":"))
                        .map(line -> strokes(line.substring(2)))
                        .toList())
                .toList();
    }

    /**
     * The ways to write a digit.
     *
     * @param digit 0 to 9
     * @return the strokes of each, in a box from 0 to 1
     */
    List<List<Stroke>> of(int digit) {
        return byDigit.get(digit);
    }

    private static List<Stroke> strokes(String text) {
        return Arrays.stream(text.split("\\|")).map(DigitStyles::stroke).toList();
    }

    private static Stroke stroke(String text) {
        List<double[]> points = Arrays.stream(text.trim().split(" "))
                .flatMap(point -> Stream.generate(() -> point(point)).limit(point.endsWith("!") ? 2 : 1))
                .toList();
        return new Stroke(
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray());
    }

    private static double[] point(String text) {
        return Arrays.stream(text.replace("!", "").split(","))
                .mapToDouble(percent -> Integer.parseInt(percent) / 100.0)
                .toArray();
    }
}
