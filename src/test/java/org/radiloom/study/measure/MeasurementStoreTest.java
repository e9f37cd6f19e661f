package org.radiloom.study.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.imaging.measure.Cause;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Scale;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.problem.Problem;

class MeasurementStoreTest {
    private static final String SERIES = "1.2.826.0.1.3680043.2.1125.1";

    @TempDir
    Path data;

    private static List<Measurement> many() {
        var random = new Random(4);
        List<Measurement> all = new ArrayList<>();
        for (Shape.Kind kind : Shape.Kind.values()) {
            int points = kind.fewest() + (kind.most() > 4 ? 30 : 0);
            List<Point> at = new ArrayList<>();
            for (int n = 0; n < points; n++) {
                at.add(new Point(random.nextGaussian() * 1e3, random.nextDouble() / 3));
            }
            Measurement m = Measurement.drawn(new ImageKey("1.2.3." + all.size(), all.size()), new Shape(kind, at));
            all.add(m.withName("张\n\"" + kind).withLabel(Optional.of(new Point(0.1, -7e-5))));
        }
        return all;
    }

    @Test
    void whatIsKeptComesBackFieldByField() throws Exception {
        List<Measurement> all = many();
        new MeasurementStore(data).save(SERIES, all);
        MeasurementStore.Kept kept = new MeasurementStore(data).load(SERIES);
        assertEquals(all, kept.measurements());
        assertTrue(kept.trouble().isEmpty());
        new MeasurementStore(data).save(SERIES, List.of());
        assertEquals(List.of(), new MeasurementStore(data).load(SERIES).measurements());
    }

    @Test
    void filesAreNamedByDigestsAndHoldNoSeriesUid() throws Exception {
        new MeasurementStore(data).save(SERIES, many());
        try (Stream<Path> files = Files.list(data.resolve("measurements"))) {
            List<Path> all = files.toList();
            assertEquals(1, all.size());
            assertTrue(all.getFirst().getFileName().toString().matches("[0-9a-f]{32}\\.json"));
            assertFalse(Files.readString(all.getFirst()).contains(SERIES));
        }
    }

    @Test
    void aDamagedFileIsSetAsideAndNeverOverwritten() throws Exception {
        var store = new MeasurementStore(data);
        store.save(SERIES, many());
        Path file = store.file(SERIES);
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new int[] {0, 1, whole.length / 2, whole.length - 3}) {
            byte[] damaged = java.util.Arrays.copyOf(whole, cut);
            Files.write(file, damaged);
            MeasurementStore.Kept kept = store.load(SERIES);
            assertEquals(List.of(), kept.measurements());
            assertEquals("measure.damaged", kept.trouble().orElseThrow().code());
            assertFalse(Files.exists(file));
            assertTrue(asideHas(damaged), "the bytes are still there");
        }
        // also where nobody looked before writing
        Files.writeString(file, "{\"format\":1,\"measurements\":[{\"id\":3}]}");
        store.save(SERIES, many().subList(0, 1));
        assertTrue(asideHas(
                "{\"format\":1,\"measurements\":[{\"id\":3}]}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private boolean asideHas(byte[] bytes) throws Exception {
        try (Stream<Path> files = Files.list(data.resolve("measurements"))) {
            for (Path p : files.filter(f -> f.toString().contains(".damaged-")).toList()) {
                if (java.util.Arrays.equals(bytes, Files.readAllBytes(p))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aFileOfANewerProgramIsLeftAlone() throws Exception {
        var store = new MeasurementStore(data);
        store.save(SERIES, many());
        Path file = store.file(SERIES);
        Files.writeString(file, "{\"format\":2,\"shapes\":{}}");
        byte[] before = Files.readAllBytes(file);
        assertEquals(
                "measure.newer",
                assertThrows(Problem.class, () -> store.load(SERIES)).code());
        assertThrows(Problem.class, () -> store.save(SERIES, many()));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void numbersThatAreNoneAreTakenForDamage() throws Exception {
        var store = new MeasurementStore(data);
        store.save(SERIES, many());
        String text = Files.readString(store.file(SERIES));
        for (String bad : List.of("1e999", "\"NaN\"", "null")) {
            Files.writeString(
                    store.file(SERIES),
                    text.replaceFirst("\"points\" : \\[ \\[ [^,]+,", "\"points\" : [ [ " + bad + ","));
            assertTrue(store.load(SERIES).trouble().isPresent(), bad);
        }
    }

    @Test
    void exportsSayValueAndUnitOrTheReason() {
        Measurement length = new Measurement(
                "a1",
                new ImageKey("1.2.3", 6),
                Shape.of(Shape.Kind.LENGTH, 1, 1, 4, 5),
                "=cmd(\"x\")",
                Optional.empty());
        var image = new Measured.Image(6, 10, 10, Optional.empty(), ValueUnit.RAW);
        Measured five = Measured.of(length.shape(), image, Calibration.everywhere(Scale.millimetres(1, 1)));
        Measured none = Measured.of(length.shape(), image, Calibration.nowhere(Cause.NO_CALIBRATION));
        List<MeasurementExport.Row> rows = List.of(
                new MeasurementExport.Row(length, 9, five), new MeasurementExport.Row(length.withName("b"), 9, none));
        assertEquals("""
                series,sop_instance,frame,slice,id,kind,name,quantity,value,unit,reason
                1.9,1.2.3,7,9,a1,LENGTH,"'=cmd(""x"")",LENGTH,5.0,mm,
                1.9,1.2.3,7,9,a1,LENGTH,b,LENGTH,,,NO_CALIBRATION
                """.replace("\n", "\r\n"), MeasurementExport.csv("1.9", rows));
        String json = MeasurementExport.json("1.9", rows);
        assertTrue(json.contains("\"value\" : 5.0"), json);
        assertTrue(json.contains("\"reason\" : \"NO_CALIBRATION\""), json);
    }
}
