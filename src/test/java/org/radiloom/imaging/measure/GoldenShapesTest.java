package org.radiloom.imaging.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ValueUnit;

/** Twenty shapes against {@code golden_shapes.py}, which measures them in other ways with numpy and scipy. */
class GoldenShapesTest {
    private static final int COLUMNS = 200;
    private static final int ROWS = 160;

    /** One line of the file that the script writes. */
    private record Golden(String name, Shape shape, Scale scale, Map<Quantity, Double> readings) {}

    private static List<Golden> golden() throws IOException {
        try (var in = Objects.requireNonNull(GoldenShapesTest.class.getResourceAsStream("golden-shapes.csv"))) {
            List<Golden> all = new ArrayList<>();
            new String(in.readAllBytes(), UTF_8).lines().skip(1).forEach(line -> all.add(golden(line)));
            return all;
        }
    }

    private static Golden golden(String line) {
        List<String> cells = List.of(line.split(";", -1));
        double[] points = Arrays.stream(cells.get(4).split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Map<Quantity, Double> readings = new TreeMap<>();
        for (String reading : cells.get(5).split(" ", -1)) {
            List<String> pair = List.of(reading.split("=", -1));
            readings.put(Quantity.valueOf(pair.get(0)), Double.parseDouble(pair.get(1)));
        }
        return new Golden(
                cells.get(0),
                Shape.of(Shape.Kind.valueOf(cells.get(1)), points),
                Scale.millimetres(Double.parseDouble(cells.get(2)), Double.parseDouble(cells.get(3))),
                readings);
    }

    static GreySlice image() {
        float[] values = new float[COLUMNS * ROWS];
        for (int at = 0; at < values.length; at++) {
            int column = at % COLUMNS;
            int row = at / COLUMNS;
            values[at] = column + (7 * column + 13 * row) % 101 - 150;
        }
        return GreySlice.ofValues(values, COLUMNS, ROWS);
    }

    @Test
    void everyReadingOfTwentyShapesIsWithinATenthOfAPerCent() throws IOException {
        var image = new Measured.Image(0, COLUMNS, ROWS, Optional.of(image()), ValueUnit.HOUNSFIELD);
        List<Golden> all = golden();
        assertEquals(20, all.size());
        int readings = 0;
        for (Golden g : all) {
            Measured measured = Measured.of(g.shape, image, Calibration.everywhere(g.scale));
            assertEquals(g.readings.keySet(), new TreeMap<>(measured.readings()).keySet(), g.name);
            for (var expected : g.readings.entrySet()) {
                Reading reading = measured.readings().get(expected.getKey());
                var number = assertInstanceOf(Reading.Value.class, reading, g.name + " " + expected.getKey());
                assertEquals(
                        expected.getValue(),
                        number.value(),
                        1e-3 * Math.abs(expected.getValue()),
                        g.name + " " + expected.getKey());
                assertEquals(unit(expected.getKey()), number.unit());
                readings++;
            }
        }
        assertEquals(10 + 9 * 7 + 1, readings);
    }

    private static Unit unit(Quantity quantity) {
        return switch (quantity) {
            case LENGTH, PERIMETER -> Unit.MILLIMETRE;
            case ANGLE, COBB -> Unit.DEGREE;
            case AREA -> Unit.SQUARE_MILLIMETRE;
            case MEAN, SD, MIN, MAX, VALUE -> Unit.HOUNSFIELD;
            case COUNT -> Unit.COUNT;
            case ACROSS, DOWN, AT_ACROSS, AT_DOWN -> throw new AssertionError(quantity);
        };
    }
}
