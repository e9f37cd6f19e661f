package org.radiloom.ui.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.imaging.measure.Cause;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Quantity;
import org.radiloom.imaging.measure.Reading;
import org.radiloom.imaging.measure.Scale;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.imaging.measure.Shape.Kind;
import org.radiloom.imaging.measure.Unit;
import org.radiloom.problem.Problem;
import org.radiloom.study.measure.ImageKey;
import org.radiloom.study.measure.Measurement;
import org.radiloom.study.measure.MeasurementStore;
import org.radiloom.ui.words.Words;

class MeasureModelTest {
    private final VolumeStack stack =
            VolumeStack.ofShorts(Geometry.axial(50, 40, 3, 0.5, 0.5, 1), new short[6000], ValueUnit.HOUNSFIELD);
    private final MeasureSubject subject = MeasureSubject.of(
            "1.2",
            List.of(new ImageKey("a", 0), new ImageKey("b", 0), new ImageKey("c", 0)),
            Calibration.everywhere(Scale.millimetres(0.5, 0.5)));
    private final MeasureModel model = new MeasureModel();

    private void length(int slice, double x0, double y0, double x1, double y1) {
        model.setTool(Kind.LENGTH);
        model.press(stack, slice, new Point(x0, y0));
        model.move(new Point(x1, y1), true);
        model.release(new Point(x1, y1), true, 1);
    }

    @Test
    void measurementsLieOnTheirImageWhateverItsPlace() {
        model.attach(stack, subject, List.of());
        length(2, 1, 1, 20, 1);
        VolumeStack other =
                VolumeStack.ofShorts(Geometry.axial(50, 40, 3, 0.5, 0.5, 1), new short[6000], ValueUnit.HOUNSFIELD);
        MeasureSubject turned = MeasureSubject.of(
                "1.2",
                List.of(new ImageKey("c", 0), new ImageKey("b", 0), new ImageKey("a", 0)),
                subject.calibration());
        model.attach(other, turned, List.of());
        assertEquals(1, model.on(turned, 0).size());
        assertEquals(List.of(), model.on(turned, 2));
        MeasureSubject part = MeasureSubject.of("1.2", List.of(new ImageKey("a", 0)), subject.calibration());
        assertEquals(List.of(), model.all(part), "images that are not shown here");
    }

    @Test
    void nothingIsDrawnOnAStackOfWhichNothingIsKnown() {
        length(0, 1, 1, 20, 1);
        assertFalse(model.canUndo());
    }

    @Test
    void everyChangeIsKeptAndPointsStayOnTheImage() {
        List<List<Measurement>> kept = new ArrayList<>();
        model.setKeeper((series, all) -> kept.add(all));
        model.attach(stack, subject, List.of());
        length(0, -10, 5, 70, 5);
        Measurement m = model.on(subject, 0).getFirst();
        assertEquals(Shape.of(Kind.LENGTH, -0.5, 5, 49.5, 5), m.shape());
        model.grab(m.id());
        model.drag(stack, m.id(), n -> n.movedBy(0, 3));
        model.drag(stack, m.id(), n -> n.movedBy(5, 100));
        model.drop();
        assertEquals(
                Shape.of(Kind.LENGTH, -0.5, 39.5, 49.5, 39.5),
                model.on(subject, 0).getFirst().shape());
        model.rename(m.id(), "  Liver ");
        assertEquals(List.of(1, 1, 1), kept.stream().map(List::size).toList());
        assertEquals("Liver", kept.getLast().getFirst().name());
        model.undo();
        model.undo();
        assertEquals(List.of(m), kept.getLast());
    }

    @Test
    void undoingEverythingRestoresTheStartAndRedoingEverythingTheEnd() {
        var random = new Random(6);
        for (int run = 0; run < 50; run++) {
            var fresh = new MeasureModel();
            List<Measurement> start = List.of(
                    Measurement.drawn(new ImageKey("a", 0), Shape.of(Kind.PROBE, 3, 4)),
                    Measurement.drawn(new ImageKey("b", 0), Shape.of(Kind.ARROW, 3, 4, 5, 6)));
            fresh.attach(stack, subject, start);
            for (int n = 0; n < 40; n++) {
                step(fresh, random);
            }
            List<Measurement> end = fresh.all(subject);
            int undone = 0;
            while (fresh.canUndo()) {
                fresh.undo();
                undone++;
            }
            assertEquals(start, fresh.all(subject));
            // what was taken back before the end stays so
            for (int n = 0; n < undone; n++) {
                fresh.redo();
            }
            assertEquals(end, fresh.all(subject));
        }
    }

    private void step(MeasureModel m, Random random) {
        List<Measurement> all = m.all(subject);
        String any = all.isEmpty() ? "" : all.get(random.nextInt(all.size())).id();
        switch (any.isEmpty() ? 0 : random.nextInt(6)) {
            case 0, 1 -> {
                m.setTool(random.nextBoolean() ? Kind.ELLIPSE : Kind.LENGTH);
                Point from = new Point(random.nextInt(50), random.nextInt(40));
                Point to = new Point(random.nextInt(50), random.nextInt(40));
                m.press(stack, random.nextInt(3), from);
                m.move(to, true);
                m.release(to, true, 1);
            }
            case 2 -> {
                m.grab(any);
                m.drag(stack, any, n -> n.movedBy(random.nextGaussian(), random.nextGaussian()));
                m.drag(stack, any, n -> n.movedBy(random.nextGaussian(), random.nextGaussian()));
                m.drop();
            }
            case 3 -> m.delete(any);
            case 4 -> m.rename(any, "n" + random.nextInt(3));
            default -> {
                if (m.canUndo()) {
                    m.undo();
                }
            }
        }
    }

    @Test
    void wordsAreFiniteForWhateverIsMeasured() {
        var words = new MeasureWords(Words.in(Locale.ENGLISH));
        for (double value : new double[] {0, -0.0, 1e-300, 0.0049, 0.5, 9.999, 99.96, 12345.6, 1e6, 1.7e308, -1e9}) {
            for (Unit unit : Unit.values()) {
                for (Quantity quantity : Quantity.values()) {
                    var all = new java.util.LinkedHashMap<Quantity, Reading>();
                    all.put(quantity, Reading.of(value, unit));
                    all.put(Quantity.SD, new Reading.None(Cause.ONE_PIXEL));
                    String text = String.join("\n", words.readings(new Measured(all, true)));
                    assertFalse(text.matches("(?s).*(NaN|Infinity|∞|null).*"), text);
                    assertTrue(text.length() < 120, text);
                }
            }
        }
        for (Cause cause : Cause.values()) {
            var all = new java.util.LinkedHashMap<Quantity, Reading>();
            all.put(Quantity.LENGTH, new Reading.None(cause));
            assertFalse(words.readings(new Measured(all, false)).getFirst().isBlank());
        }
    }

    @Test
    void whatHappensToKeptMeasurementsIsToldInChineseToo(@TempDir Path data) throws Exception {
        var store = new MeasurementStore(data);
        store.save("1.2", List.of(Measurement.drawn(new ImageKey("a", 0), Shape.of(Kind.PROBE, 3, 4))));
        Path file;
        try (Stream<Path> files = Files.list(data.resolve("measurements"))) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "{");
        Words chinese = Words.in(Locale.SIMPLIFIED_CHINESE);
        String told = chinese.of(store.load("1.2").trouble().orElseThrow());
        assertTrue(told.startsWith("此序列的测量文件已损坏") && told.endsWith("程序维护人员。"), told);
        Files.writeString(file, "{\"format\":2}");
        Problem newer = assertThrows(Problem.class, () -> store.load("1.2"));
        assertFalse(chinese.of(newer).contains("Radiloom."), chinese.of(newer));
    }

    @Test
    void labelsLieBesideTheirShapeAndNotOnEachOther() {
        var places = new LabelPlaces();
        places.begin(500, 400);
        var shape = new javafx.geometry.BoundingBox(100, 100, 80, 60);
        var first = places.beside(shape, 90, 40);
        var second = places.beside(shape, 90, 40);
        assertFalse(first.intersects(shape));
        assertFalse(second.intersects(shape));
        assertFalse(first.intersects(second));
        // a shape in the corner has its words on the other side
        var corner = places.beside(new javafx.geometry.BoundingBox(440, 10, 55, 50), 90, 40);
        assertTrue(corner.getMaxX() <= 440);
        assertEquals(Optional.of(4.0), Optional.of(places.keep(-50, 20, 90, 40).getMinX()));
    }
}
